// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HexPane.h"

#include "FieldColours.h"
#include "WaxwingStyle.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>

namespace waxwing {

namespace {

constexpr qsizetype perRow = 8;
constexpr int asciiGap = 10;
constexpr auto leftAligned = Qt::AlignVCenter | Qt::AlignLeft | Qt::AlignAbsolute;

QString hexOf(quint8 byte)
{
    static constexpr char digits[] = "0123456789abcdef";
    return QString(QLatin1Char(digits[byte >> 4])) + QLatin1Char(digits[byte & 15]);
}

} // namespace

HexPane::HexPane(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Bytes on the wire"));
    refreshMetrics();
}

void HexPane::refreshMetrics()
{
    m_font = byteFont(Theme::of(this));
    m_letter = QFontMetrics(m_font).horizontalAdvance(u'0');
    updateScroll();
    updateGeometry();
    viewport()->update();
}

void HexPane::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        refreshMetrics();
}

void HexPane::show(const TracedFrame &frame, const FrameMarks *marks)
{
    m_frame = frame;
    m_marks = marks;
    m_mark = -1;
    m_cursor = 0;
    updateScroll();
    verticalScrollBar()->setValue(0);
    setAccessibleDescription(tr("%1 bytes").arg(frame.bytes().size()));
    viewport()->update();
}

int HexPane::rowHeight() const
{
    return Theme::of(this).px(20);
}

qsizetype HexPane::rows() const
{
    return (m_frame.bytes().size() + perRow - 1) / perRow;
}

qsizetype HexPane::rowsSeen() const
{
    return std::max<qsizetype>(1, viewport()->height() / rowHeight());
}

QSize HexPane::minimumSizeHint() const
{
    return {int(perRow) * (2 * m_letter + 2) + verticalScrollBar()->sizeHint().width(), rowHeight() * 3};
}

int HexPane::offsetWidth() const
{
    return 4 * m_letter + Theme::of(this).px(8); // a fifth digit, of the longest frame's end, fits too
}

int HexPane::wholeWidth() const
{
    const Theme theme = Theme::of(this);
    const int ascii = int(perRow) * m_letter + theme.px(asciiGap);
    return offsetWidth() + int(perRow) * (2 * m_letter + theme.px(4)) + ascii + 1 +
           verticalScrollBar()->sizeHint().width();
}

QSize HexPane::sizeHint() const
{
    return {int(perRow) * (2 * m_letter + 6) + verticalScrollBar()->sizeHint().width(), rowHeight() * 8};
}

/// The bytes first; then, where there is room, their offset, then their ASCII.
HexPane::Grid HexPane::grid() const
{
    const Theme theme = Theme::of(this);
    Grid columns;
    columns.letter = m_letter;
    const int width = viewport()->width() - 1;
    const int offset = offsetWidth();
    const int ascii = int(perRow) * m_letter + theme.px(asciiGap);
    // What is left when offset and ASCII have theirs makes the bytes wider.
    const bool isWhole = offset + ascii + int(perRow) * (2 * m_letter + 2) <= width;
    const int forBytes = isWhole ? width - offset - ascii : width;
    columns.cell = std::clamp(forBytes / int(perRow), 2 * m_letter + 2, 2 * m_letter + theme.px(5));
    const int hex = int(perRow) * columns.cell;
    columns.hasOffset = hex + offset <= width;
    columns.left = columns.hasOffset ? offset : 1;
    if (columns.left + hex + ascii <= width)
        columns.ascii = columns.left + hex + theme.px(asciiGap);
    return columns;
}

void HexPane::updateScroll()
{
    QScrollBar *bar = verticalScrollBar();
    const int whole = int(rows()) * rowHeight();
    bar->setRange(0, std::max(0, whole - viewport()->height()));
    bar->setPageStep(std::max(1, viewport()->height()));
    bar->setSingleStep(rowHeight());
}

void HexPane::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScroll();
}

QRect HexPane::rectOf(qsizetype offset) const
{
    const Grid columns = grid();
    const auto row = int(offset / perRow);
    return {columns.left + int(offset % perRow) * columns.cell,
            row * rowHeight() - verticalScrollBar()->value(), columns.cell, rowHeight()};
}

qsizetype HexPane::offsetAt(const QPoint &point) const
{
    const Grid columns = grid();
    const qsizetype row = (point.y() + verticalScrollBar()->value()) / rowHeight();
    qsizetype column = -1;
    if (columns.ascii > 0 && point.x() >= columns.ascii)
        column = (point.x() - columns.ascii) / columns.letter;
    else if (point.x() >= columns.left)
        column = (point.x() - columns.left) / columns.cell;
    if (point.y() < 0 || column < 0 || column >= perRow)
        return -1;
    const qsizetype offset = row * perRow + column;
    return offset < m_frame.bytes().size() ? offset : -1;
}

void HexPane::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setFont(m_font);
    const Grid columns = grid();
    const int top = verticalScrollBar()->value();
    const qsizetype first = (top + event->rect().top()) / rowHeight();
    const qsizetype last = std::min(rows() - 1, qsizetype((top + event->rect().bottom()) / rowHeight()));
    for (qsizetype row = first; row <= last; ++row)
        paintGround(painter, columns, row);
    for (qsizetype row = first; row <= last; ++row)
        paintBytes(painter, columns, row);
    paintMark(painter, columns, first, last);
    if (hasFocus() && m_frame.bytes().size() > 0)
        paintFocusRing(&painter, QRectF(rectOf(m_cursor)).adjusted(-1, 0, 1, 0), 3, this);
}

/// Runs of one field, 1 px between two of them.
void HexPane::paintGround(QPainter &painter, const Grid &columns, qsizetype row) const
{
    const Theme theme = Theme::of(this);
    const qsizetype end = std::min(m_frame.bytes().size(), (row + 1) * perRow);
    for (qsizetype at = row * perRow; m_marks != nullptr && at < end;) {
        const int mark = m_marks->outerAt(at);
        qsizetype behind = at + 1;
        while (behind < end && m_marks->outerAt(behind) == mark)
            ++behind;
        if (mark >= 0) {
            const QRect from = rectOf(at);
            const QRectF run(from.left() - 1, from.top() + 1, int(behind - at) * columns.cell - 1,
                             from.height() - 1);
            paintFieldGround(&painter, run, theme, (*m_marks)[mark].field.group);
        }
        at = behind;
    }
}

void HexPane::paintBytes(QPainter &painter, const Grid &columns, qsizetype row) const
{
    const Tokens &tokens = Theme::of(this).tokens();
    const qsizetype begin = row * perRow;
    const qsizetype end = std::min(m_frame.bytes().size(), begin + perRow);
    if (columns.hasOffset) {
        painter.setPen(tokens.muted);
        painter.drawText(QRect(0, rectOf(begin).top(), columns.left, rowHeight()), leftAligned,
                         QStringLiteral("%1").arg(begin, 4, 16, QLatin1Char('0')));
    }
    const int inset = (columns.cell - 2 * columns.letter) / 2 - 1;
    for (qsizetype at = begin; at < end; ++at) {
        painter.setPen(tokens.text);
        painter.drawText(rectOf(at).adjusted(inset, 0, columns.cell, 0), leftAligned,
                         hexOf(quint8(bytes()[at])));
        if (columns.ascii > 0)
            paintAscii(painter, columns, at);
    }
}

void HexPane::paintAscii(QPainter &painter, const Grid &columns, qsizetype at) const
{
    const Tokens &tokens = Theme::of(this).tokens();
    const char byte = bytes()[at];
    const bool isPrinted = byte >= 0x20 && byte < 0x7F;
    painter.setPen(isPrinted ? tokens.text : tokens.muted);
    const QRect place(columns.ascii + int(at % perRow) * columns.letter, rectOf(at).top(), columns.letter * 2,
                      rowHeight());
    painter.drawText(place, leftAligned, QString(isPrinted ? QLatin1Char(byte) : QLatin1Char('.')));
}

void HexPane::paintMark(QPainter &painter, const Grid &columns, qsizetype first, qsizetype last) const
{
    if (m_mark < 0 || m_marks == nullptr)
        return;
    const FrameMark &mark = (*m_marks)[m_mark];
    const qsizetype begin = std::max(mark.at, first * perRow);
    const qsizetype end = std::min(mark.at + mark.size, (last + 1) * perRow);
    QRegion region;
    for (qsizetype at = begin; at < end;) {
        const qsizetype behind = std::min(end, (at / perRow + 1) * perRow);
        const QRect from = rectOf(at);
        region += QRect(from.left() - 1, from.top(), int(behind - at) * columns.cell, from.height());
        if (columns.ascii > 0)
            region += QRect(columns.ascii + int(at % perRow) * columns.letter, from.top(),
                            int(behind - at) * columns.letter, from.height());
        at = behind;
    }
    QPainterPath outline;
    outline.addRegion(region);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::of(this).tokens().accent, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawPath(outline.simplified());
}

void HexPane::setMark(int mark)
{
    if (m_mark == mark)
        return;
    m_mark = mark;
    viewport()->update();
}

void HexPane::setCursorAt(qsizetype offset)
{
    if (m_frame.bytes().size() == 0)
        return;
    m_cursor = std::clamp<qsizetype>(offset, 0, m_frame.bytes().size() - 1);
    QScrollBar *bar = verticalScrollBar();
    const QRect place = rectOf(m_cursor);
    if (place.top() < 0)
        bar->setValue(bar->value() + place.top());
    else if (place.bottom() > viewport()->height())
        bar->setValue(bar->value() + place.bottom() - viewport()->height());
    viewport()->update();
}

void HexPane::moveCursor(qsizetype offset)
{
    if (m_frame.bytes().size() == 0)
        return;
    setCursorAt(offset);
    const int mark = m_marks->innermostAt(m_cursor);
    const QString byte = hexOf(quint8(bytes()[m_cursor]));
    setAccessibleDescription(mark >= 0 ? tr("%1. %2", "byte, field").arg(byte, (*m_marks)[mark].told())
                                       : byte);
    Q_EMIT marked(mark);
}

void HexPane::copyMarked() const
{
    BytesView copied = bytes();
    if (m_mark >= 0)
        copied = copied.sliced((*m_marks)[m_mark].at, (*m_marks)[m_mark].size);
    QApplication::clipboard()->setText(QString::fromLatin1(copied.toByteArray().toHex(' ')));
}

qsizetype HexPane::steppedBy(const QKeyEvent &event) const
{
    const bool whole = event.modifiers().testFlag(Qt::ControlModifier);
    const qsizetype begin = m_cursor / perRow * perRow;
    switch (event.key()) {
    case Qt::Key_Left:
        return std::max<qsizetype>(0, m_cursor - 1);
    case Qt::Key_Right:
        return m_cursor + 1;
    case Qt::Key_Up:
        return m_cursor >= perRow ? m_cursor - perRow : m_cursor;
    case Qt::Key_Down:
        return m_cursor + perRow < m_frame.bytes().size() ? m_cursor + perRow : m_cursor;
    case Qt::Key_PageUp:
        return std::max(m_cursor % perRow, m_cursor - rowsSeen() * perRow);
    case Qt::Key_PageDown:
        return m_cursor + rowsSeen() * perRow;
    case Qt::Key_Home:
        return whole ? 0 : begin;
    case Qt::Key_End:
        return whole ? m_frame.bytes().size() - 1 : begin + perRow - 1;
    default:
        return -1;
    }
}

void HexPane::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copyMarked();
    const qsizetype next = steppedBy(*event);
    if (next >= 0)
        moveCursor(next);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexPane::mousePressEvent(QMouseEvent *event)
{
    const qsizetype at = offsetAt(event->position().toPoint());
    if (at >= 0)
        moveCursor(at);
}

void HexPane::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype at = offsetAt(event->position().toPoint());
    Q_EMIT marked(at >= 0 ? m_marks->innermostAt(at) : -1);
}

bool HexPane::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const qsizetype at = offsetAt(help->pos());
        const int mark = at >= 0 ? m_marks->innermostAt(at) : -1;
        const QString told = mark >= 0 ? (*m_marks)[mark].told() : QString();
        QToolTip::showText(help->globalPos(), Qt::mightBeRichText(told) ? told.toHtmlEscaped() : told,
                           viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_marks != nullptr)
        Q_EMIT marked(hasFocus() ? m_marks->innermostAt(m_cursor) : -1);
    return QAbstractScrollArea::viewportEvent(event);
}

void HexPane::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason)
        moveCursor(m_cursor);
    viewport()->update();
}

void HexPane::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace waxwing
