"""Bringing in an article from a web address, and what was kept of the page it stood on."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from articles import history
from articles.admin.fields import AddressField, LineField
from articles.bringing import NotBrought, bring
from articles.models import ArchivedCopy, Photo
from articles.wording import and_join

# Whoever looks at an archived page sees it without its scripts, styles and pictures from
# elsewhere, in a document of no origin: nothing in it reaches this site or any other.
SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'"


class BringForm(forms.Form):
    address = AddressField(
        label="Web address",
        max_length=2000,
        help_text="Of the article, as it stands in the address bar of your browser.",
        widget=forms.URLInput(attrs={"class": "vURLField", "autofocus": True}),
    )


class LeadImageForm(forms.ModelForm):
    class Meta:
        model = Photo
        fields = ["alt", "caption", "credit"]
        field_classes = {"alt": LineField, "caption": LineField, "credit": LineField}
        widgets = {name: forms.TextInput(attrs={"class": "vLargeTextField"}) for name in fields}


class BringsArticles:
    """For the admin of articles: the pages of all this."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_article_{}".format
        return [
            path("bring/", view(self.bring_view), name=name("bring")),
            path("<int:pk>/archived/", view(self.archived_view), name=name("archived")),
            path("<int:pk>/lead-image/", view(self.lead_image_view), name=name("lead_image")),
            path("<int:pk>/lead-image/file/", view(self.file_view), name=name("lead_image_file")),
            *super().get_urls(),
        ]

    def bring_view(self, request):
        """The form for an address; on POST its article, new or on record already."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BringForm(request.POST or None)
        if form.is_valid():
            try:
                brought = bring(form.cleaned_data["address"], request.user)
            except NotBrought as error:
                form.add_error("address", str(error))
            else:
                return self._brought(request, brought)
        return self._page(request, "bring.html", title="Add from a web address", form=form)

    def archived_view(self, request, pk):
        """The page as it came, sealed."""
        copy = self._copy(pk)
        if not self.has_view_permission(request, copy.article):
            raise PermissionDenied
        kind = copy.content_type if copy.content_type.startswith("text/") else "text/html"
        sealed = {"Content-Security-Policy": SEALED, "X-DNS-Prefetch-Control": "off"}
        return HttpResponse(copy.content, content_type=kind, headers=sealed)

    def lead_image_view(self, request, pk):
        """The picture that was found and the form that makes it a photo; on POST, that photo."""
        copy = self._copy_with_picture(pk)
        if not self.has_change_permission(request, copy.article):
            raise PermissionDenied
        photo = Photo(article=copy.article)
        form = LeadImageForm(request.POST if "_add" in request.POST else None, instance=photo)
        if "_leave" in request.POST or form.is_valid():
            self._settle(request, copy, photo if form.is_valid() else None)
            return redirect("admin:articles_article_change", copy.article_id)
        return self._page(
            request, "lead_image.html", title="The picture of the page", form=form, copy=copy
        )

    def file_view(self, request, pk):
        """The picture itself; it was redrawn when it came."""
        copy = self._copy_with_picture(pk)
        if not self.has_view_permission(request, copy.article):
            raise PermissionDenied
        return HttpResponse(bytes(copy.picture), content_type="image/jpeg")

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        copies = ArchivedCopy.objects.filter(article=obj) if obj else ArchivedCopy.objects.none()
        context["archived"] = copies.defer("compressed", "picture").first()
        context["has_picture"] = context["archived"] and copies.exclude(picture=b"").exists()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _brought(self, request, brought):
        article = brought.article
        if not brought.is_new:
            said = "This address is on record already, as the article you see here."
            self.message_user(request, said, messages.INFO)
            return redirect("admin:articles_article_change", article.pk)
        self.log_addition(request, article, f"Brought in from {article.archived_copy.address}")
        self.message_user(request, "Brought in as a draft.", messages.SUCCESS)
        if brought.missing:
            said = f"Not found on the page: {and_join(brought.missing)}."
            self.message_user(request, said, messages.WARNING)
        return redirect("admin:articles_article_change", article.pk)

    @transaction.atomic
    def _settle(self, request, copy, photo):
        """The picture waits no longer; if there is a photo to be made of it, it becomes that."""
        waiting = ArchivedCopy.objects.filter(pk=copy.pk).exclude(picture=b"")
        # Of a form that was sent twice at once, the second finds nothing any more.
        if waiting.update(picture=b"") and photo:
            self._add_photo(request, copy, photo)

    def _add_photo(self, request, copy, photo):
        history.begin(copy.article)
        photo.image = ContentFile(bytes(copy.picture), name=f"{copy.article.slug}.jpg")
        photo.save()
        self.log_change(request, copy.article, "Added the picture of the page it came from.")
        self.message_user(request, "The picture is a photo of the article now.", messages.SUCCESS)

    def _page(self, request, template, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/articles/article/{template}", context)

    def _copy(self, pk):
        copy = ArchivedCopy.objects.select_related("article").filter(article=pk).first()
        if copy is None:
            raise Http404("Nothing is archived for this article.")
        return copy

    def _copy_with_picture(self, pk):
        copy = self._copy(pk)
        if not copy.picture:
            raise Http404("No picture waits for this article.")
        return copy
