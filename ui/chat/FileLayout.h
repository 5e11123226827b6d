// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "FileCard.h"
#include "Theme.h"

#include <QImage>
#include <QRect>

class QPainter;

namespace waxwing {

struct MessageMetrics;

/// A file in its bubble, laid out: its kind's icon, name, one line that tells how it stands, a bar while it
/// moves; or a picture, with the same line below it while it moves. What can be done with it stands on the
/// line of the time. As high while it moves as before and afterwards.
class FileLayout
{
public:
    FileLayout() = default;
    /// At most `most` wide. Nothing where the card is none.
    FileLayout(const FileCard &card, const MessageMetrics &metrics, int most);

    [[nodiscard]] bool isNull() const { return m_card.isNull(); }
    [[nodiscard]] const FileCard &card() const { return m_card; }
    [[nodiscard]] QSize size() const { return m_size; }
    [[nodiscard]] int actionsWidth() const { return m_actionsWidth; } ///< of the line of the time
    /// Pixels by which a picture stands out over the text's place at each side.
    [[nodiscard]] int bleed() const { return m_bleed; }

    void place(QPoint corner);
    void placeActions(QPoint corner); ///< of the line of the time
    [[nodiscard]] QRect picture() const { return m_picture; }
    [[nodiscard]] QRect rect() const { return m_rect; }
    [[nodiscard]] QRect actionRect(FileAction action) const; ///< null: not offered
    [[nodiscard]] FileAction actionAt(QPoint point) const;
    [[nodiscard]] QString nameText() const { return m_name; } ///< perhaps shortened
    [[nodiscard]] QStringList lines() const { return m_lines; }

    /// `image` may be null: its place stays.
    void paint(QPainter *painter, const QImage &image, const MessageMetrics &metrics, const Theme &theme,
               bool selected) const;

private:
    struct Action
    {
        FileAction action = FileAction::None;
        QString words;
        QRect rect;
    };
    void layOutPicture(const MessageMetrics &metrics, int most);
    void layOutFile(const MessageMetrics &metrics, int most);
    void layOutActions(const MessageMetrics &metrics);
    void layOutLines(const MessageMetrics &metrics, int room);
    void paintFile(QPainter *painter, const MessageMetrics &metrics, const Theme &theme) const;
    void paintPicture(QPainter *painter, const QImage &image, const MessageMetrics &metrics,
                      const Theme &theme) const;
    void paintLines(QPainter *painter, QPoint corner, const MessageMetrics &metrics,
                    const Theme &theme) const;
    void paintBar(QPainter *painter, const QRect &place, const Theme &theme) const;
    void paintActions(QPainter *painter, const MessageMetrics &metrics, const Theme &theme,
                      bool selected) const;
    [[nodiscard]] bool hasBar() const { return m_card.hasBar(); }

    FileCard m_card;
    QString m_name;
    QStringList m_lines;
    QList<Action> m_actions;
    QSize m_size;
    QRect m_rect, m_picture;
    int m_tile = 0, m_gap = 0, m_bar = 0, m_lineHeight = 0, m_actionsWidth = 0, m_bleed = 0;
};

} // namespace waxwing
