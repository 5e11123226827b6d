// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FrameMarks.h"

#include <QStringList>

#include <optional>

namespace waxwing {

/// One line beside the bytes.
struct StoryLine
{
    enum class Look : quint8 { Plain, Muted, Good, Bad };
    QString text;
    int mark = -1; ///< of FrameMarks: whose bytes it speaks of; −1: of none
    Look look = Look::Plain;
};

/// What stands before and after the bytes of a frame: what was meant, and what its receiver checks (PROTOCOL
/// 5.3). Only what this side knows: of a frame it sent, not what the other made of it.
class FrameStory
{
    Q_DECLARE_TR_FUNCTIONS(FrameStory)

public:
    FrameStory(const TracedFrame &frame, const std::optional<TracedLink> &link, const FrameMarks &marks);

    [[nodiscard]] QString beforeCaption() const;
    [[nodiscard]] QString afterCaption() const;
    [[nodiscard]] std::vector<StoryLine> before() const;
    [[nodiscard]] std::vector<StoryLine> after() const;

private:
    using Lines = std::vector<StoryLine>;
    struct Check
    {
        Code code;
        QString rule;   ///< what must be
        QString passed; ///< what it is
        QString broken; ///< what it means when it is not
        int mark = -1;
    };
    [[nodiscard]] bool isRecord() const { return m_isRecord; }
    [[nodiscard]] Lines readable() const;
    [[nodiscard]] Lines padding() const;
    [[nodiscard]] std::vector<Check> checks() const;
    [[nodiscard]] Lines toCheck() const;
    [[nodiscard]] Lines helloChecks() const;
    [[nodiscard]] Lines checked() const;
    [[nodiscard]] Lines judgement() const;
    [[nodiscard]] Lines end() const;
    [[nodiscard]] QString valueOf(int mark) const;

    const TracedFrame &m_frame;
    const std::optional<TracedLink> &m_link;
    const FrameMarks &m_marks;
    quint8 m_type = 0;
    bool m_isRecord = false;
    QLatin1StringView m_message;
};

} // namespace waxwing
