"""What the scripts in bin/ share. Standard library and installed wheels only; nothing here imports the product."""
