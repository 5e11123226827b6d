// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PictureShelf.h"

#include "InBackground.h"
#include "PictureReader.h"

namespace waxwing {

namespace {

constexpr int mostKiB = 64 * 1'024;
constexpr int atOnce = 2;
constexpr qsizetype mostWishes = 256; ///< the oldest are asked for again when somebody looks there

} // namespace

PictureShelf::PictureShelf(QObject *parent) : QObject(parent), m_images(mostKiB) {}

void PictureShelf::add(const Bytes &id, const QString &path)
{
    if (m_entries.contains(id))
        return;
    Entry &entry = m_entries[id];
    entry.path = path;
    entry.serial = ++m_lastSerial;
    want(id, true);
}

void PictureShelf::forget(const Bytes &id)
{
    m_entries.remove(id);
    m_images.remove(id);
}

void PictureShelf::clear()
{
    m_entries.clear();
    m_images.clear();
    m_wishes.clear();
}

void PictureShelf::setScale(qreal devicePixels)
{
    if (qFuzzyCompare(m_scale, devicePixels))
        return;
    m_scale = devicePixels;
    m_images.clear();
}

QSize PictureShelf::sizeOf(const Bytes &id) const
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.constEnd() || entry->isRefused || entry->whole.isEmpty())
        return {};
    return picture::fitted(entry->whole, picture::shown);
}

QImage PictureShelf::image(const Bytes &id)
{
    if (const QImage *kept = m_images.object(id))
        return *kept;
    if (!sizeOf(id).isEmpty())
        want(id, false);
    return {};
}

void PictureShelf::want(const Bytes &id, bool isHead)
{
    Entry &entry = m_entries[id];
    if (std::exchange(entry.isWanted, true))
        return;
    m_wishes.prepend({id, isHead});
    while (m_wishes.size() > mostWishes) {
        const Wish oldest = m_wishes.takeLast();
        if (oldest.isHead) // else nobody would ever ask again
            m_entries.remove(oldest.id);
        else if (m_entries.contains(oldest.id))
            m_entries[oldest.id].isWanted = false;
    }
    startNext();
}

void PictureShelf::startNext()
{
    while (m_running < atOnce && !m_wishes.isEmpty()) {
        const Wish wish = m_wishes.takeFirst();
        const auto entry = m_entries.constFind(wish.id);
        if (entry == m_entries.constEnd())
            continue;
        ++m_running;
        if (wish.isHead)
            readHead(wish.id, *entry);
        else
            readWhole(wish.id, *entry);
    }
}

void PictureShelf::readHead(const Bytes &id, const Entry &of)
{
    inBackground(
        this, [path = of.path] { return picture::readSize(path); },
        [this, id, serial = of.serial](const Result<QSize> &size) {
            --m_running;
            if (m_entries.value(id).serial == serial) {
                m_entries[id].isWanted = false;
                if (size)
                    m_entries[id].whole = *size;
                else
                    refuse(id, size.error().code);
                Q_EMIT changed(id);
            }
            startNext();
        });
}

void PictureShelf::readWhole(const Bytes &id, const Entry &of)
{
    const QSize most = picture::shown * m_scale;
    inBackground(
        this, [path = of.path, most] { return picture::read(path, most); },
        [this, id, serial = of.serial](const Result<QImage> &image) {
            --m_running;
            if (m_entries.value(id).serial == serial) {
                m_entries[id].isWanted = false;
                if (image)
                    m_images.insert(id, new QImage(*image),
                                    1 + static_cast<int>(image->sizeInBytes() / 1'024));
                else
                    refuse(id, image.error().code);
                Q_EMIT changed(id);
            }
            startNext();
        });
}

void PictureShelf::refuse(const Bytes &id, Code why)
{
    Entry &entry = m_entries[id];
    entry.isRefused = true;
    entry.refusal = why;
}

} // namespace waxwing
