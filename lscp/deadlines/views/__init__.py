"""Pages of the clocks: fetch what the reader may see, ask the policy, bind the form, call the action."""
