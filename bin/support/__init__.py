"""What the scripts in bin/ share. Standard library and installed wheels only: the product is not imported."""
