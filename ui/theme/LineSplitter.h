// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSplitter>

namespace waxwing {

/// Parts of a page beside or below each other, a hairline between them that can be moved: by the pointer,
/// and by arrow keys while it has the focus.
class LineSplitter final : public QSplitter
{
    Q_OBJECT

public:
    /// `lineName` is what a screen reader calls the line.
    LineSplitter(Qt::Orientation orientation, const QString &lineName, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;

private:
    QString m_lineName;
};

} // namespace waxwing
