// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "InstanceRequest.h"

#include "Unicode.h"

#include <QtEndian>
#include <algorithm>

namespace waxwing::instanceRequest {

namespace {

constexpr std::string_view magic = "waxwing1";
constexpr qsizetype headBytes = 12;
constexpr qsizetype mostParts = 64;
constexpr qsizetype longestToken = 256;

Reading refused()
{
    return {Reading::Answer::Refused, {}};
}

/// A token is a word of the desktop's own making; anything else is as good as none.
QString checkedToken(const QString &token)
{
    const bool isWord = std::all_of(token.begin(), token.end(), [](QChar letter) {
        return letter.unicode() > 32 && letter.unicode() < 127;
    });
    return isWord && token.size() <= longestToken ? token : QString();
}

} // namespace

Bytes encode(const InstanceRequest &request)
{
    QByteArray body = request.activationToken.toUtf8() + '\0' + request.folder.toUtf8();
    for (const QString &argument : request.arguments)
        body += '\0' + argument.toUtf8();
    if (headBytes + body.size() > mostBytes || request.arguments.size() + 2 > mostParts)
        return {};
    QByteArray whole(magic.data(), static_cast<qsizetype>(magic.size()));
    const quint32 length = qToBigEndian(static_cast<quint32>(body.size()));
    whole.append(reinterpret_cast<const char *>(&length), sizeof length);
    return whole + body;
}

Reading read(BytesView bytes)
{
    const QByteArray all = QByteArray::fromRawData(bytes.data(), bytes.size());
    const QByteArray expected(magic.data(), static_cast<qsizetype>(magic.size()));
    if (!all.startsWith(expected.left(all.size())))
        return refused();
    if (all.size() < headBytes)
        return {};
    const qint64 length = qFromBigEndian<quint32>(all.constData() + expected.size());
    if (headBytes + length > mostBytes || all.size() > headBytes + length)
        return refused();
    if (all.size() < headBytes + length)
        return {};
    const QList<QByteArray> parts = all.mid(headBytes).split('\0');
    if (parts.size() < 2 || parts.size() > mostParts)
        return refused();
    QStringList texts;
    for (const QByteArray &part : parts) {
        const auto text = validUtf8(part);
        if (!text)
            return refused();
        texts.append(*text);
    }
    return {Reading::Answer::Whole, {checkedToken(texts[0]), texts[1], texts.mid(2)}};
}

} // namespace waxwing::instanceRequest
