// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileWords.h"

#include "Sentences.h"

#include <QLocale>

namespace waxwing {

namespace {

const QString between = QStringLiteral(" · ");

} // namespace

QString FileWords::size(qint64 bytes)
{
    const QLocale locale;
    if (bytes < 1'000)
        return tr("%n bytes", nullptr, static_cast<int>(bytes));
    return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString FileWords::limit(qint64 bytes)
{
    const QLocale locale;
    for (int power = 3; power >= 1; --power) {
        const qint64 unit = 1LL << (10 * power);
        if (bytes >= unit)
            return locale.formattedDataSize(bytes, bytes % unit == 0 ? 0 : 1, QLocale::DataSizeIecFormat);
    }
    return size(bytes);
}

QString FileWords::left(qint64 ms)
{
    const qint64 seconds = (ms + 999) / 1'000;
    if (seconds < 60)
        return tr("%1 s left").arg(std::max<qint64>(1, seconds));
    if (seconds < 3'600)
        return tr("%1 min left").arg((seconds + 59) / 60);
    return tr("%1 h left").arg((seconds + 3'599) / 3'600);
}

QString FileWords::line(const FileCard &card)
{
    using State = FileCard::State;
    const QString whole = size(card.size);
    const QString percent = tr("%1 %").arg(card.percent());
    const QString remark = card.remark.isEmpty() ? QString() : between + card.remark;
    switch (card.state) {
    case State::Waiting:
        return card.done > 0 ? waiting(card) + between + percent + between + whole
                             : waiting(card) + between + whole;
    case State::Moving: {
        QStringList parts{percent};
        if (card.rate > 0)
            parts.append(tr("%1/s").arg(size(card.rate)));
        if (card.leftMs >= 0)
            parts.append(left(card.leftMs));
        if (parts.size() == 1)
            parts.append(whole);
        return parts.join(between);
    }
    case State::Paused:
        if (!card.reason.isEmpty())
            return tr("Paused") + between + card.reason;
        return tr("Paused") + between + percent + between + whole;
    case State::Taken:
        return tr("Saved") + between + whole + remark;
    case State::Failed:
        return card.reason;
    case State::Gone:
        return gone(card);
    case State::Sent:
        return (card.person.isEmpty() ? whole : tr("%1 has it").arg(card.person) + between + whole) + remark;
    case State::Offered:
        break;
    }
    return whole + remark;
}

/// What it waits for.
QString FileWords::waiting(const FileCard &card)
{
    if (card.person.isEmpty())
        return tr("Waiting");
    if (card.isUpload && !card.isTold)
        return tr("Reading");
    switch (card.reach) {
    case FileCard::Reach::Here:
        return (card.isUpload ? tr("Waits until %1 takes it") : tr("Waits for %1")).arg(card.person);
    case FileCard::Reach::Away:
        return tr("%1 is away").arg(card.person);
    case FileCard::Reach::Unknown:
        break;
    }
    return tr("Waiting");
}

QString FileWords::gone(const FileCard &card)
{
    if (card.person.isEmpty())
        return tr("The room no longer keeps it.");
    return card.isMine ? tr("You give it no more.") : tr("%1 gives it no more.").arg(card.person);
}

QString FileWords::failure(Code code, bool isUpload, const QString &person)
{
    if (isUpload && !person.isEmpty() && (code == Code::StorageFailed || code == Code::FileUnknown))
        return Sentences::of(Code::FileChanged);
    if (isUpload)
        return code == Code::StorageFailed ? tr("The file cannot be read.") : Sentences::of(code);
    switch (code) {
    case Code::FileDamaged:
        return person.isEmpty() ? Sentences::of(code)
                                : tr("What came is not the file that %1 told of, so it was thrown away. Try "
                                     "again, or ask %1 to send it again.")
                                      .arg(person);
    case Code::FileTooLarge:
        return person.isEmpty() ? Sentences::of(code)
                                : tr("This file is larger than this room lets %1 give. The host can allow "
                                     "larger ones.")
                                      .arg(person);
    case Code::StorageFailed:
        return tr("This PC's disk has no place for this file, or its folder cannot be written. Make room, or "
                  "choose another folder in the settings.");
    default:
        return Sentences::of(code);
    }
}

QString FileWords::toolTip(const FileCard &card)
{
    QStringList lines{card.name, size(card.size)};
    const bool isSaid = card.state != FileCard::State::Offered &&
                        (card.state != FileCard::State::Sent || !card.person.isEmpty());
    if (isSaid)
        lines.append(line(card));
    if (!card.remark.isEmpty())
        lines.append(card.remark);
    return lines.join(u'\n');
}

QString FileWords::spoken(const FileCard &card)
{
    using State = FileCard::State;
    QStringList parts{(card.isPicture() ? tr("Picture %1") : tr("File %1")).arg(card.name), size(card.size)};
    const QString way = card.isUpload ? tr("sending") : tr("saving");
    switch (card.state) {
    case State::Waiting:
        parts.append(card.person.isEmpty() ? tr("%1 waits").arg(way) : waiting(card));
        break;
    case State::Moving:
        parts.append(tr("%1, %2 percent", "sending or saving").arg(way).arg(card.percent()));
        break;
    case State::Paused:
        parts.append(tr("paused at %1 percent").arg(card.percent()));
        break;
    case State::Taken:
        parts.append(tr("saved"));
        break;
    case State::Failed:
        parts.append(tr("failed: %1").arg(card.reason));
        break;
    case State::Gone:
        parts.append(line(card));
        break;
    case State::Sent:
        if (!card.person.isEmpty())
            parts.append(tr("%1 has it").arg(card.person));
        break;
    case State::Offered:
        break;
    }
    if (!card.remark.isEmpty())
        parts.append(card.remark);
    return parts.join(QStringLiteral(", "));
}

QString FileWords::action(FileAction action)
{
    return menuAction(action).remove(u'&');
}

QString FileWords::menuAction(FileAction action)
{
    switch (action) {
    case FileAction::Save:
        return tr("&Save");
    case FileAction::Pause:
        return tr("&Pause");
    case FileAction::Resume:
        return tr("Res&ume");
    case FileAction::Cancel:
        return tr("Ca&ncel");
    case FileAction::Retry:
        return tr("Re&try");
    case FileAction::Discard:
        return tr("&Discard");
    case FileAction::OpenFolder:
        return tr("Open &folder");
    case FileAction::View:
        return tr("&View");
    case FileAction::SaveAs:
        return tr("&Save as…");
    case FileAction::None:
        break;
    }
    return {};
}

QString FileWords::actionIcon(FileAction action)
{
    switch (action) {
    case FileAction::Save:
    case FileAction::SaveAs:
        return QStringLiteral("download");
    case FileAction::Pause:
        return QStringLiteral("pause");
    case FileAction::Resume:
        return QStringLiteral("play");
    case FileAction::Retry:
        return QStringLiteral("retry");
    case FileAction::OpenFolder:
        return QStringLiteral("folder");
    case FileAction::View:
        return QStringLiteral("eye");
    default:
        return QStringLiteral("x");
    }
}

} // namespace waxwing
