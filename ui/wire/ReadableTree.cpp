// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ReadableTree.h"

#include <algorithm>

namespace waxwing {

namespace {

/// A key that nobody knows is told in quotes already.
QString nameOf(const DissectedField &field)
{
    return field.name.startsWith(u'"') ? field.name : QStringLiteral("\"%1\"").arg(field.name);
}

/// Writes fields in the order of the bytes; a container is opened in front of its first field and closed
/// behind its last.
class TreeWriter
{
public:
    void add(const DissectedField &field, int mark, int nextDepth, bool nextIsItem)
    {
        QString text = m_opened.isEmpty() ? QString(field.depth, u' ') : m_opened;
        m_opened.clear();
        if (field.keyAt >= 0)
            text += nameOf(field) + QStringLiteral(": ");
        else if (field.name == u"undecoded" || field.name == u"trailing")
            text += field.name + QStringLiteral(": ");
        if (nextDepth > field.depth) {
            m_opened = text + (nextIsItem ? u'[' : u'{');
            m_closers.append(nextIsItem ? u']' : u'}');
            return;
        }
        text += field.value;
        while (!m_closers.isEmpty() && m_closers.size() > nextDepth) {
            text += m_closers.back();
            m_closers.chop(1);
        }
        if (!m_closers.isEmpty())
            text += u',';
        m_lines.push_back({text, mark, StoryLine::Look::Plain});
    }

    [[nodiscard]] std::vector<StoryLine> take() { return std::move(m_lines); }

private:
    std::vector<StoryLine> m_lines;
    QString m_opened;
    QString m_closers;
};

} // namespace

std::vector<StoryLine> readableTree(const FrameMarks &marks, int begin, int end)
{
    TreeWriter writer;
    for (int mark = begin; mark < end; ++mark) {
        const bool isLast = mark + 1 == end;
        const DissectedField *next = isLast ? nullptr : &marks[mark + 1].field;
        writer.add(marks[mark].field, mark, isLast ? 0 : next->depth, !isLast && next->keyAt < 0);
    }
    return writer.take();
}

} // namespace waxwing
