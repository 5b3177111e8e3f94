"""The forms of signing in, in plain words: allauth's own rules under our labels, hints and errors."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms

from lscp.web.fields import EmailField, TextField
from lscp.web.forms import GovFormMixin

PASSWORD_HINT = "At least 12 characters. Three words that do not belong together are easy to remember."  # noqa: S105
AGAIN = "Type the new password a second time"
TOO_MANY_CODES = (
    "There were too many wrong codes. Wait five minutes, then try again. "
    "If it still does not work, ask the person who set up your account."
)


class PlainForm(GovFormMixin):
    """Labels above the boxes; nothing inside them."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def address_field(error: str = "Enter your e-mail address") -> EmailField:
    """The work e-mail address somebody signs in with."""
    return EmailField(label="E-mail address", error=error, autocomplete="username")


def present_password(label: str = "Password", error: str = "Enter your password") -> Any:
    """The password somebody has."""
    return PasswordField(
        label=label, autocomplete="current-password", error_messages={"required": error}, help_text=""
    )


def new_password() -> Any:
    """A password somebody chooses."""
    return SetPasswordField(
        label="New password", help_text=PASSWORD_HINT, error_messages={"required": "Enter a new password"}
    )


def new_password_again() -> Any:
    """The same, a second time."""
    return PasswordField(
        label="New password again", autocomplete="new-password", error_messages={"required": AGAIN}
    )


def code_field(label: str, error: str, hint: str = "") -> TextField:
    """A code from an app, or a recovery code."""
    return TextField(
        label=label, error=error, hint=hint, autocomplete="one-time-code", width="10", spellcheck=False
    )


class SignInForm(PlainForm, account_forms.LoginForm):
    """E-mail address and password."""

    submit_label = "Sign in"
    password = present_password()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = address_field()
        field.widget.attrs["autocomplete"] = "username"
        self.fields = {"login": field, "password": self.fields["password"]}


class ReauthenticateForm(PlainForm, account_forms.ReauthenticateForm):
    """The password once more."""

    submit_label = "Continue"
    password = present_password()


class ForgottenPasswordForm(PlainForm, account_forms.ResetPasswordForm):
    """Where to send the link."""

    submit_label = "Send me a link"
    email = address_field()


class NewPasswordForm(PlainForm, account_forms.ResetPasswordKeyForm):
    """A new password, after following the link."""

    submit_label = "Save the new password"
    password1 = new_password()
    password2 = new_password_again()


class ChangePasswordForm(PlainForm, account_forms.ChangePasswordForm):
    """A new password, with the present one."""

    submit_label = "Save the new password"
    oldpassword = present_password("Present password", "Enter your present password")
    password1 = new_password()
    password2 = new_password_again()


class SetPasswordForm(PlainForm, account_forms.SetPasswordForm):
    """A first password for somebody who signed in through their agency."""

    submit_label = "Save the password"
    password1 = new_password()
    password2 = new_password_again()


class LimitedTries:
    """A code of six numbers can be guessed, so few wrong ones are taken: `second_factor` in the settings."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Count the try; the right code forgets the wrong ones. Raises `ValidationError` when there were many."""
        limit = {"action": "second_factor", "key": f"second-factor-{self.user.pk}"}
        if not ratelimit.consume(context.request, **limit):
            raise forms.ValidationError(TOO_MANY_CODES)
        code: str = super().clean_code()  # type: ignore[misc]
        ratelimit.clear(context.request, **limit)
        return code


class CodeForm(LimitedTries, PlainForm, factor_forms.AuthenticateForm):
    """A code after the password."""

    submit_label = "Continue"
    code = code_field(
        "Code",
        "Enter the code",
        "The 6 numbers that your app shows now, or one of your recovery codes",
    )


class ConfirmCodeForm(LimitedTries, PlainForm, factor_forms.ReauthenticateForm):
    """A code once more, before something sensitive."""

    submit_label = "Continue"
    code = code_field(
        "Code", "Enter the code", "The 6 numbers that your app shows now, or one of your recovery codes"
    )


class StartAppForm(PlainForm, totp_forms.ActivateTOTPForm):
    """The first code from the app shows that it works."""

    submit_label = "Turn on"
    code = code_field("Code from the app", "Enter the code that the app shows", "6 numbers")


class StopAppForm(PlainForm, totp_forms.DeactivateTOTPForm):
    """No longer use the app."""

    submit_label = "Turn off the app"
    submit_style = "warning"


class AddKeyForm(PlainForm, key_forms.AddWebAuthnForm):
    """A name for the security key; the browser adds the rest."""

    name = TextField(label="Name of the key", hint="For example: blue key on my key ring", required=False)
    credential = forms.JSONField(
        widget=forms.HiddenInput(),
        error_messages={
            "required": "The key did not answer. Plug it in and try again",
            "invalid": "The key did not answer. Plug it in and try again",
        },
    )


class RenameKeyForm(PlainForm, key_forms.EditWebAuthnForm):
    """Another name for a security key."""

    submit_label = "Save"
    name = TextField(label="Name of the key", error="Enter a name for the key")


class NewCodesForm(PlainForm, GenerateRecoveryCodesForm):
    """New recovery codes in place of the old ones."""

    submit_label = "Make new codes"
