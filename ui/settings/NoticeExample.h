// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

namespace waxwing {

class Engine;
class Label;

/// A notification as it would look to whoever passes by, at the level that is chosen.
class NoticeExample final : public Composite
{
    Q_OBJECT

public:
    explicit NoticeExample(Engine &engine, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString body() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    Engine &m_engine;
    Label *m_title;
    Label *m_body;
};

} // namespace waxwing
