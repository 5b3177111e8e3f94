"""The search for cycles is left out inside the block only, whatever happens there."""

import gc

import pytest

from lscp.kernel.collector import no_search_for_cycles


def test_search_is_off_inside_and_on_again_after_an_error():
    with pytest.raises(ValueError, match="broken"), no_search_for_cycles():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_inner_block_does_not_switch_it_on_for_the_outer():
    with no_search_for_cycles():
        with no_search_for_cycles():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_search_that_was_off_stays_off():
    gc.disable()
    try:
        with no_search_for_cycles():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
