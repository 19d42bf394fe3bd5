"""Withdrawing articles: one page that asks for the reason and says what readers will lose."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import history
from articles.admin.ids import ids
from articles.models import Article
from articles.wording import counted

MOST_AT_ONCE = 100


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="Readers see it in place of the article.",
    )


def withdraw(model_admin, request):
    """The articles `?id=…&id=…`: what is lost with them, and on POST their withdrawal."""
    if not model_admin.has_withdraw_permission(request):
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None)
    with transaction.atomic():
        articles = _public_articles(asked_for(request))
        if form.is_valid():
            for article in articles:
                history.begin(article)
                article.withdraw(form.cleaned_data["reason"])
                model_admin.log_change(request, article, f"Withdrawn: {article.withdrawal_reason}")
            messages.success(request, f"Withdrawn: {counted(len(articles), 'article')}.")
            return redirect("admin:articles_article_changelist")
        context = {
            **model_admin.admin_site.each_context(request),
            "title": "Withdraw " + (f"“{articles[0]}”" if len(articles) == 1 else "articles"),
            "opts": model_admin.opts,
            "form": form,
            "losses": [(article, model_admin.losses(article)) for article in articles],
        }
    return TemplateResponse(request, "admin/articles/article/withdraw.html", context)


def withdrawal_url(*pks) -> str:
    """The page on which articles are withdrawn."""
    return f"{reverse('admin:articles_article_withdraw')}?{urlencode({'id': pks}, doseq=True)}"


def asked_for(request) -> list[int]:
    """The ids `?id=…&id=…` of an address, at most as many as are worked on at once."""
    return ids(request.GET.getlist("id"))[:MOST_AT_ONCE]


def _public_articles(pks):
    """Those of the articles that readers can see, locked until they are saved."""
    chosen = Article.objects.published().filter(pk__in=pks)
    return list(chosen.select_related("outlet").select_for_update(of=["self"]))
