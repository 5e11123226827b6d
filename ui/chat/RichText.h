// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace waxwing {

/// How a piece of a message looks; may be joined.
enum Look : quint8 {
    PlainLook = 0,
    BoldLook = 1,
    ItalicLook = 2,
    CodeLook = 4,
    QuoteLook = 8,
    LinkLook = 16
};

struct TextSpan
{
    int start = 0;
    int length = 0;
    quint8 look = PlainLook;
    QUrl link; ///< http or https, with LinkLook
};

/// A message as it is drawn: characters and what they look like, never HTML.
struct RichText
{
    QString text;          ///< lines parted by U+2028
    QList<TextSpan> spans; ///< rising, without overlap
    bool emojiAlone = false;

    [[nodiscard]] QUrl linkAt(qsizetype position) const;
    [[nodiscard]] QList<QUrl> links() const;
    [[nodiscard]] quint8 lookAt(qsizetype position) const;
};

/// The small Markdown subset of a message: **bold**, *italic* or _italic_, `code`, lines between ``` as code,
/// lines behind > as quote, and web addresses. `foreign` is as it came; what would hide or turn text is made
/// visible.
RichText parseMessage(const QString &foreign);

/// One to six emoji and spaces, nothing else. Digits, # and * alone are none.
bool isEmojiAlone(QStringView text);

} // namespace waxwing
