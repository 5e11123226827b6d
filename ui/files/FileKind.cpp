// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FileKind.h"

#include <QStringList>
#include <algorithm>

namespace waxwing::fileKind {

namespace {

struct Kind
{
    const char *icon;
    const char *endings; ///< between spaces
};
constexpr Kind kinds[] = {
    {"file-picture", " png jpg jpeg webp gif bmp tif tiff svg heic avif ico xcf psd raw "},
    {"file-text",
     " txt md pdf doc docx odt rtf tex csv log html htm epub json xml ppt pptx odp xls xlsx ods "},
    {"file-sound", " mp3 ogg oga opus wav flac m4a aac wma mid "},
    {"file-film", " mp4 mkv webm avi mov mpg mpeg wmv m4v "},
    {"file-packed", " zip gz tar tgz bz2 xz 7z rar zst deb rpm iso jar "},
};

QString ending(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    return dot < 0 ? QString() : name.mid(dot + 1).toLower();
}

} // namespace

QString icon(const QString &name)
{
    const QString end = ending(name);
    const bool isWord = !end.isEmpty() && std::all_of(end.begin(), end.end(), [](QChar c) {
        return c.unicode() < 0x80 && c.isLetterOrNumber();
    });
    for (const Kind &kind : kinds) {
        if (isWord && QString::fromLatin1(kind.endings).contains(QLatin1Char(' ') + end + QLatin1Char(' ')))
            return QString::fromLatin1(kind.icon);
    }
    return QStringLiteral("file");
}

bool isPicture(const QString &name)
{
    static const QStringList shown{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"),
                                   QStringLiteral("webp"), QStringLiteral("gif")};
    return shown.contains(ending(name));
}

} // namespace waxwing::fileKind
