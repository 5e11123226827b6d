// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "NoticeExample.h"

#include "Label.h"
#include "NotificationWords.h"
#include "Seal.h"
#include "SettingKeys.h"
#include "WaxwingStyle.h"

#include <QHBoxLayout>
#include <QPainter>

namespace waxwing {

NoticeExample::NoticeExample(Engine &engine, QWidget *parent)
    : Composite(parent), m_engine(engine), m_title(new Label(Type::Strong, {}, this)),
      m_body(new Label(Type::Body, {}, this))
{
    auto *row = new QHBoxLayout(this);
    row->addWidget(new Seal(28, this));
    auto *words = new QVBoxLayout;
    words->addWidget(m_title);
    words->addWidget(m_body);
    row->addLayout(words, 1);
    for (Label *label : {m_title, m_body})
        label->setWrapped(true);
    metrics([row, words](const Theme &theme) {
        row->setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10));
        row->setSpacing(theme.px(12));
        words->setSpacing(theme.px(1));
    });
    connect(&engine, &Engine::settingChanged, this, &NoticeExample::refresh);
    refresh();
}

void NoticeExample::refresh()
{
    const NotificationPrivacy privacy = notificationPrivacy(settingOf(m_engine, settingKey::notifyPrivacy));
    const Notice notice =
        NotificationWords::of(privacy, {tr("10B", "example of a room's name"),
                                        {tr("Asha", "example of a person's name")},
                                        tr("See you in the lab at three", "example of a message"),
                                        1});
    m_title->setText(notice.title);
    m_body->setText(notice.body);
    setAccessibleName(tr("Example: %1, %2").arg(notice.title, notice.body));
}

QString NoticeExample::title() const
{
    return m_title->text();
}

QString NoticeExample::body() const
{
    return m_body->text();
}

void NoticeExample::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    paintRounded(&painter, rect(), theme.px(radius::band), tokens.window, tokens.line,
                 tokens.highContrast ? 2 : 1);
}

} // namespace waxwing
