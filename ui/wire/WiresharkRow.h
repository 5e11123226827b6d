// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "TracedFrame.h"

#include <optional>

class QLineEdit;
class QMenu;

namespace waxwing {

class Button;

/// The frame in other programs: the display filter that finds its packet in Wireshark, and its bytes to copy.
class WiresharkRow final : public Composite
{
    Q_OBJECT

public:
    explicit WiresharkRow(QWidget *parent = nullptr);

    void show(const TracedFrame &frame, const std::optional<TracedLink> &link);
    void clear();
    void setMessageShown(bool shown); ///< the button that goes to the frame's message

    [[nodiscard]] QString filter() const;
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] Button *copyButton() const { return m_copy; }
    [[nodiscard]] Button *messageButton() const { return m_message; }
    void addCopyActions(QMenu *menu);

Q_SIGNALS:
    void showMessageRequested();

private:
    void addCopy(QMenu *menu, const QString &words, QString (*form)(const TracedFrame &));
    void addCopyOf(QMenu *menu, const QString &words, const QString &text);
    void popUp();

    QLineEdit *m_edit;
    Button *m_copy;
    Button *m_message;
    std::optional<TracedFrame> m_frame;
    std::optional<TracedLink> m_link;
};

} // namespace waxwing
