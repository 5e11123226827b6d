// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Composer.h"

#include "Band.h"
#include "Button.h"
#include "ComposerEdit.h"
#include "HintLine.h"
#include "MessageLayout.h"
#include "Sentences.h"
#include "WaxwingStyle.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace waxwing {

Composer::Composer(QWidget *parent)
    : Composite(parent), m_line(new HintLine(this)), m_edit(new ComposerEdit(this)),
      m_send(new Button(Button::Kind::Filled, tr("Send"), this)),
      m_forbidden(new Band(Tone::Muted, QStringLiteral("mute"), {}, Band::Form::Rounded, this))
{
    m_send->setIconName(QStringLiteral("send"));
    m_forbidden->hide();
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    column->addWidget(m_line);
    column->addLayout(row);
    column->addWidget(m_forbidden);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    metrics([this, column, row](const Theme &theme) {
        row->setSpacing(theme.px(8));
        column->setSpacing(theme.px(6));
        m_send->setFixedHeight(m_edit->lineHeight());
        const auto [left, wide] =
            chatColumn(width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent), theme);
        column->setContentsMargins(left, theme.px(6), std::max(0, width() - left - wide), theme.px(14));
    });
    setTabOrder(m_edit, m_send);
    connect(m_edit, &ComposerEdit::sendRequested, this, &Composer::send);
    connect(m_send, &Button::clicked, this, &Composer::send);
    connect(m_edit, &ComposerEdit::textChanged, this, [this] {
        m_line->say({});
        refresh();
    });
    connect(m_edit, &ComposerEdit::pasteRefused, this,
            [this] { m_line->say(QStringLiteral("alert"), Tone::Bad, Sentences::of(Code::TextTooLong)); });
    refresh();
}

void Composer::refresh()
{
    m_send->setEnabled(!m_edit->toPlainText().trimmed().isEmpty());
}

void Composer::setForbidden(const QString &reason, const QString &icon)
{
    m_isForbidden = !reason.isEmpty();
    const bool had = m_edit->hasFocus() || m_send->hasFocus();
    m_forbidden->setTone(Tone::Muted, icon);
    m_forbidden->setSentence(reason);
    m_forbidden->setVisible(m_isForbidden);
    m_edit->setVisible(!m_isForbidden);
    m_send->setVisible(!m_isForbidden);
    m_line->setVisible(!m_isForbidden && !m_line->words().isEmpty());
    if (m_isForbidden && had)
        nextInFocusChain()->setFocus();
    update();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

QString Composer::line() const
{
    return m_line->words();
}

void Composer::setText(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void Composer::insert(const QString &text)
{
    if (m_isForbidden)
        return;
    takeFocus();
    m_edit->textCursor().insertText(text);
}

void Composer::takeFocus()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::send()
{
    const QString text = this->text();
    const QString word = text.trimmed();
    if (word.isEmpty() || m_isForbidden)
        return;
    if (runCommand(word))
        return;
    for (const QLatin1StringView parting :
         {QLatin1StringView("bye"), QLatin1StringView("exit"), QLatin1StringView("end")}) {
        if (word.compare(parting, Qt::CaseInsensitive) == 0) {
            Q_EMIT leaveOffered();
            return;
        }
    }
    say(text);
}

void Composer::sendAnyway()
{
    say(text());
}

void Composer::say(const QString &text)
{
    if (text.trimmed().isEmpty() || m_isForbidden)
        return;
    if (const QString why = m_judge ? m_judge(text) : QString(); !why.isEmpty()) {
        m_line->say(QStringLiteral("alert"), Tone::Bad, why);
        return; // the draft stays as it is
    }
    m_edit->clear();
    Q_EMIT sayRequested(text);
}

bool Composer::runCommand(const QString &text)
{
    if (text.compare(QLatin1StringView("/bye"), Qt::CaseInsensitive) == 0) {
        m_edit->clear();
        Q_EMIT leaveRequested();
        return true;
    }
    if (text.compare(QLatin1StringView("/help"), Qt::CaseInsensitive) == 0) {
        m_edit->clear();
        m_line->say(tr("/bye leaves the room. **bold**, *italic*, `code`, > quote. Enter sends, Shift+Enter "
                       "breaks the line."));
        Q_EMIT helpRequested();
        return true;
    }
    return false;
}

void Composer::resizeEvent(QResizeEvent *event)
{
    Composite::resizeEvent(event);
    const Theme theme = Theme::of(this);
    const auto [left, wide] = chatColumn(width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent), theme);
    layout()->setContentsMargins(left, theme.px(6), std::max(0, width() - left - wide), theme.px(14));
}

void Composer::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.canvas);
    if (m_isForbidden)
        return;
    const bool focus = m_edit->hasFocus();
    const bool wrong = m_line->tone() == Tone::Bad && !m_line->words().isEmpty();
    paintRounded(&painter, m_edit->geometry(), theme.px(radius::control), tokens.canvas,
                 wrong   ? tokens.bad
                 : focus ? tokens.accent
                         : tokens.outline,
                 wrong || focus || tokens.highContrast ? 2 : 1);
}

} // namespace waxwing
