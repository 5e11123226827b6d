// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Bytes.h"
#include "Code.h"

#include <QCache>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QSize>

namespace waxwing {

/// The pictures of a conversation as it shows them: read in the pool, two at a time, kept up to a bound of
/// bytes and read again where they went. What cannot be shown is remembered with its reason.
class PictureShelf final : public QObject
{
    Q_OBJECT

public:
    explicit PictureShelf(QObject *parent = nullptr);

    /// The picture of that name lies there. Nothing where that is known already.
    void add(const Bytes &id, const QString &path);
    void forget(const Bytes &id);
    void clear();
    /// So many pixels of the screen are one of the conversation: larger ones are read anew.
    void setScale(qreal devicePixels);

    [[nodiscard]] QSize sizeOf(const Bytes &id) const; ///< logical; empty: not known, or not to be shown
    [[nodiscard]] QString pathOf(const Bytes &id) const { return m_entries.value(id).path; }
    [[nodiscard]] qsizetype keptKiB() const { return m_images.totalCost(); }
    [[nodiscard]] bool knows(const Bytes &id) const { return m_entries.contains(id); }
    [[nodiscard]] Code refusal(const Bytes &id) const { return m_entries.value(id).refusal; }
    [[nodiscard]] bool isRefused(const Bytes &id) const { return m_entries.value(id).isRefused; }
    /// Null while it is not there; then it is read, and changed() follows.
    [[nodiscard]] QImage image(const Bytes &id);

Q_SIGNALS:
    void changed(const waxwing::Bytes &id); ///< its size is known, it is there, or it cannot be shown

private:
    struct Entry
    {
        QString path;
        QSize whole; ///< pixels; empty until the head is read
        Code refusal = Code::FileDamaged;
        quint64 serial = 0; ///< what was begun for an earlier one is dropped
        bool isRefused = false;
        bool isWanted = false; ///< waits, or is being read
    };
    struct Wish
    {
        Bytes id;
        bool isHead = false;
    };
    void want(const Bytes &id, bool isHead);
    void startNext();
    void readHead(const Bytes &id, const Entry &of);
    void readWhole(const Bytes &id, const Entry &of);
    void refuse(const Bytes &id, Code why);

    QHash<Bytes, Entry> m_entries;
    QCache<Bytes, QImage> m_images; ///< cost in KiB
    QList<Wish> m_wishes;           ///< the last one first
    int m_running = 0;
    quint64 m_lastSerial = 0;
    qreal m_scale = 1;
};

} // namespace waxwing
