// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "StoryPane.h"

#include "FieldColours.h"

#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QTextBlock>

namespace waxwing {

namespace {

constexpr std::size_t lastLines = 20;

QColor colourOf(StoryLine::Look look, const Tokens &tokens)
{
    switch (look) {
    case StoryLine::Look::Good:
        return tokens.ok;
    case StoryLine::Look::Bad:
        return tokens.bad;
    case StoryLine::Look::Muted:
        return tokens.muted;
    case StoryLine::Look::Plain:
        break;
    }
    return tokens.text;
}

} // namespace

StoryPane::StoryPane(const QString &name, QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    document()->setDocumentMargin(0);
    setAccessibleName(name);
    refreshFont();
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        const auto line = std::size_t(textCursor().blockNumber());
        if (!m_isFilling && hasFocus() && line < m_lines.size())
            Q_EMIT marked(m_lines[line].mark);
    });
}

QSize StoryPane::minimumSizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(90), theme.px(60)};
}

void StoryPane::show(const std::vector<StoryLine> &lines)
{
    const QScopedValueRollback guard(m_isFilling, true);
    m_lines = lines;
    if (lines.size() > mostLines) {
        // The last ones tell what came of it.
        const auto from = m_lines.begin() + std::ptrdiff_t(mostLines - lastLines);
        const auto until = m_lines.end() - std::ptrdiff_t(lastLines);
        *from = {tr("… %n more", "lines", int(until - from)), -1, StoryLine::Look::Muted};
        m_lines.erase(from + 1, until);
    }
    m_mark = -1;
    QStringList texts;
    texts.reserve(qsizetype(m_lines.size()));
    for (const StoryLine &line : m_lines)
        texts.append(line.text);
    setPlainText(texts.join(u'\n'));
    refreshSelections();
}

void StoryPane::setMark(int mark)
{
    if (m_mark == mark)
        return;
    m_mark = mark;
    refreshSelections();
}

/// The colours of lines, and the ground of those that are marked.
void StoryPane::refreshSelections()
{
    const Tokens &tokens = Theme::of(this).tokens();
    QList<QTextEdit::ExtraSelection> selections;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool isMarked = m_mark >= 0 && m_lines[i].mark == m_mark;
        if (!isMarked && m_lines[i].look == StoryLine::Look::Plain)
            continue;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document()->findBlockByNumber(int(i)));
        selection.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        selection.format.setForeground(colourOf(m_lines[i].look, tokens));
        if (isMarked)
            selection.format.setBackground(tokens.select);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

int StoryPane::markAt(const QPoint &point) const
{
    const QTextBlock block = cursorForPosition(point).block();
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    const auto line = std::size_t(block.blockNumber());
    const bool isOnIt = place.top() <= point.y() && point.y() < place.bottom() && line < m_lines.size();
    return isOnIt ? m_lines[line].mark : -1;
}

void StoryPane::mouseMoveEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseMoveEvent(event);
    Q_EMIT marked(markAt(event->position().toPoint()));
}

void StoryPane::leaveEvent(QEvent *event)
{
    QPlainTextEdit::leaveEvent(event);
    Q_EMIT marked(-1);
}

void StoryPane::refreshFont()
{
    setFont(byteFont(Theme::of(this)));
}

void StoryPane::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        refreshFont();
    else if (event->type() == QEvent::PaletteChange)
        refreshSelections();
}

} // namespace waxwing
