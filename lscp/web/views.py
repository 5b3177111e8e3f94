"""Help pages, the session's keep-alive, and the page of all components. No records are read here."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from lscp.kernel.views import typed_words
from lscp.web import glossary, kept_text, showcase
from lscp.web.autosave import is_autosave


@require_safe
def glossary_page(request: HttpRequest) -> HttpResponse:
    """What words mean here, and who uses them differently."""
    return render(request, "web/glossary.html", {"terms": glossary.in_order()})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about the people who sign in, and about children."""
    return render(request, "web/privacy.html")


@login_not_required
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """The two cookies that are needed, and that there are no others."""
    return render(request, "web/cookies.html")


@login_not_required
@never_cache
def lost_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A post whose browser lost its cookies: the text is kept for signing in, or at least shown back."""
    if is_autosave(request):
        return JsonResponse({}, status=403)
    if kept_text.keep(request):
        messages.info(request, kept_text.KEPT)
        return redirect_to_login(request.path)
    context = {"typed": typed_words(request), "sign_in_url": f"{resolve_url(settings.LOGIN_URL)}?next=/"}
    return render(request, "403_csrf.html", context, status=403)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def keepalive(request: HttpRequest) -> JsonResponse:
    """Start the session's time again, and hand out a fresh token; 401 when it has ended.

    The contract is written down in `static/js/session.js`.
    """
    token = get_token(request)
    if not request.user.is_authenticated:
        return JsonResponse({"signed_in": False, "csrf_token": token}, status=401)
    request.session.modified = True
    person = str(getattr(request.user, "public_id", request.user.pk))
    return JsonResponse({"signed_in": True, "person": person, "csrf_token": token})


@never_cache
@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where signing in again in a new tab ends: go back to the page you were on."""
    return render(request, "web/signed_in.html")


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component and field in every state; exists in demonstration and development only.

    Raises:
        Http404: there is no such set of examples.
    """
    chosen = request.GET.get("state", "normal")
    if chosen not in showcase.STATES:
        raise Http404
    return render(request, "web/components.html", showcase.context(chosen))
