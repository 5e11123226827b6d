// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Theme.h"

#include <QWidget>
#include <functional>
#include <vector>

namespace waxwing {

/// A widget made of others whose margins and sizes follow the text size: what is handed to metrics()
/// runs at once and again after every change of font or style.
class Composite : public QWidget
{
    Q_OBJECT

public:
    explicit Composite(QWidget *parent = nullptr);

    using Metrics = std::function<void(const Theme &)>;
    void metrics(Metrics apply); ///< may be used by who builds the panel's content, too

protected:
    void changeEvent(QEvent *event) override;

private:
    std::vector<Metrics> m_metrics;
};

} // namespace waxwing
