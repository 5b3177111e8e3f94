"""Several papers bound into one PDF: contents with links, bookmarks, pages numbered through, structure kept."""

from lscp.documents.binding.binder import Bound, Sheet, bind
from lscp.documents.binding.pages import Apart, Paged, pages_of

__all__ = ["Apart", "Bound", "Paged", "Sheet", "bind", "pages_of"]
