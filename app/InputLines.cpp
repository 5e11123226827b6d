// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InputLines.h"

#include <QSocketNotifier>
#include <cerrno>
#include <unistd.h>

namespace waxwing {

InputLines::InputLines(QObject *parent) : QObject(parent) {}
InputLines::~InputLines() = default;

bool InputLines::takeLine(QByteArray &line)
{
    qsizetype end = m_buffer.indexOf('\n');
    if (m_isCut) {
        m_buffer.remove(0, end < 0 ? m_buffer.size() : end + 1);
        m_isCut = end < 0;
        end = m_buffer.indexOf('\n');
    }
    const bool isCut = end < 0 && m_buffer.size() >= s_longestLine;
    const bool isLast = end < 0 && m_atEnd && !m_buffer.isEmpty();
    if (end < 0 && !isCut && !isLast)
        return false;
    const qsizetype size = end < 0 ? m_buffer.size() : end;
    m_isCut = isCut;
    line = m_buffer.first(size);
    m_buffer.remove(0, end < 0 ? size : size + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return true;
}

QByteArray InputLines::waitForLine()
{
    QByteArray line;
    char piece[512];
    while (!takeLine(line) && !m_atEnd) {
        const auto size = ::read(STDIN_FILENO, piece, sizeof piece);
        if (size > 0)
            m_buffer.append(piece, size);
        else if (size == 0 || (errno != EINTR && errno != EAGAIN))
            m_atEnd = true;
    }
    if (line.isEmpty() && m_atEnd)
        takeLine(line);
    return line;
}

void InputLines::start()
{
    m_notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &InputLines::onReadable);
    // What came together with a password; the notifier tells of what is yet to be read, and of nothing else.
    if (!m_buffer.isEmpty() || m_atEnd)
        QMetaObject::invokeMethod(this, &InputLines::tellLines, Qt::QueuedConnection);
}

void InputLines::onReadable()
{
    char piece[16 * 1024];
    const auto size = ::read(STDIN_FILENO, piece, sizeof piece);
    if (size > 0)
        m_buffer.append(piece, size);
    else if (size == 0 || (errno != EINTR && errno != EAGAIN))
        m_atEnd = true;
    tellLines();
}

void InputLines::tellLines()
{
    QByteArray line;
    while (takeLine(line))
        Q_EMIT lineRead(line);
    if (m_atEnd && m_notifier->isEnabled()) {
        m_notifier->setEnabled(false);
        Q_EMIT ended();
    }
}

} // namespace waxwing
