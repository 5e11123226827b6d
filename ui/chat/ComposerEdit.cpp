// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ComposerEdit.h"

#include "Attachments.h"
#include "Limits.h"
#include "Theme.h"

#include <QAbstractTextDocumentLayout>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <cmath>

namespace waxwing {

namespace {
constexpr int mostLines = 6;
}

ComposerEdit::ComposerEdit(QWidget *parent) : QTextEdit(parent)
{
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    setPlaceholderText(tr("Message the room"));
    setAccessibleName(tr("Message the room"));
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ComposerEdit::fit);
    applyMetrics();
}

void ComposerEdit::applyMetrics()
{
    const Theme theme = Theme::of(this);
    document()->setDocumentMargin(0);
    setViewportMargins(theme.px(6), theme.px(10), theme.px(12), theme.px(10)); // before it stands a button
    fit();
}

int ComposerEdit::heightFor(int lines) const
{
    return fontMetrics().lineSpacing() * lines + 2 * Theme::of(this).px(10) + 1;
}

int ComposerEdit::lineHeight() const
{
    return heightFor(1);
}

void ComposerEdit::fit()
{
    const int content =
        static_cast<int>(std::ceil(document()->size().height())) + 2 * Theme::of(this).px(10) + 1;
    const int most = heightFor(mostLines);
    const int fitted = std::clamp(content, heightFor(1), most);
    setVerticalScrollBarPolicy(content > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (fitted == m_fitted)
        return;
    m_fitted = fitted;
    setFixedHeight(fitted);
    ensureCursorVisible();
}

QSize ComposerEdit::sizeHint() const
{
    return {Theme::of(this).px(240), m_fitted};
}

QSize ComposerEdit::minimumSizeHint() const
{
    return {Theme::of(this).px(120), m_fitted};
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isShifted = (event->modifiers() & Qt::ShiftModifier) != 0;
    if (enter && ((event->modifiers() & Qt::ControlModifier) != 0 || isShifted != m_enterSends))
        Q_EMIT sendRequested();
    else if (enter && !isShifted) // a new line, as Shift+Enter makes it
        textCursor().insertBlock();
    else if (event->key() == Qt::Key_Up && event->modifiers() == Qt::NoModifier && document()->isEmpty())
        Q_EMIT lastRequested();
    else
        QTextEdit::keyPressEvent(event);
}

void ComposerEdit::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fit();
}

void ComposerEdit::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        applyMetrics();
}

void ComposerEdit::focusInEvent(QFocusEvent *event)
{
    QTextEdit::focusInEvent(event);
    if (parentWidget() != nullptr)
        parentWidget()->update(); // the ring is painted there
}

void ComposerEdit::focusOutEvent(QFocusEvent *event)
{
    QTextEdit::focusOutEvent(event);
    if (parentWidget() != nullptr)
        parentWidget()->update(); // the ring is painted there
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::MenuBarFocusReason)
        Q_EMIT left();
}

/// Files are dropped on the page, wherever it is.
void ComposerEdit::dragEnterEvent(QDragEnterEvent *event)
{
    if (attachments::hasFiles(event->mimeData()) ||
        (event->mimeData()->hasImage() && !event->mimeData()->hasText()))
        event->ignore();
    else
        QTextEdit::dragEnterEvent(event);
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || (m_takesFiles && (attachments::hasFiles(source) || source->hasImage()));
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    if (m_takesFiles && attachments::hasFiles(source)) {
        Q_EMIT filesPasted(attachments::filesOf(source));
        return;
    }
    if (m_takesFiles && source->hasImage() && !source->hasText()) { // a table's cells come as both
        if (const auto picture = qvariant_cast<QImage>(source->imageData()); !picture.isNull())
            Q_EMIT picturePasted(picture);
        return;
    }
    const QString text = source->text();
    if (text.size() > 4 * limits::textBytes) {
        Q_EMIT pasteRefused(text); // an edit with megabytes in it would stand still
        return;
    }
    textCursor().insertText(text);
    ensureCursorVisible();
}

} // namespace waxwing
