// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostPage.h"

#include "Button.h"
#include "Field.h"
#include "ForeignText.h"
#include "Label.h"
#include "Limits.h"
#include "PageHead.h"
#include "Sheet.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QComboBox>
#include <QCheckBox>
#include <QRadioButton>
#include <QVBoxLayout>

namespace waxwing {

HostPage::HostPage(QWidget *parent)
    : FormPage(Way::Back, 480, parent), m_room(new Field(tr("Room name"))),
      m_name(new Field(tr("Your name in this room"))), m_port(new Field(tr("Port"))),
      m_offer(new Button(Button::Kind::Link, {})),
      m_advertise(new QCheckBox(tr("Show this room on the network")))
{
    setAccessibleName(tr("Host a room"));
    rows()->addWidget(new PageHead(QStringLiteral("host"), Tone::Accent, tr("Host a room"),
                                   tr("The room is open while this window is.")));
    addField(m_room);
    const QString hint = tr("You are the host: closing the room ends it for all.");
    m_name->setHint(hint);
    addField(m_name);
    auto *known = new Composite(sheet());
    auto *knownRows = new QVBoxLayout(known);
    knownRows->addWidget(new Label(Type::Strong, tr("Your name in this room"), known));
    m_knownName = new Label(Type::Body, {}, known);
    knownRows->addWidget(m_knownName);
    auto *knownHint = new Label(Type::Caption, hint, known);
    knownHint->setTone(Tone::Muted);
    knownHint->setWrapped(true);
    knownRows->addWidget(knownHint);
    known->metrics([knownRows](const Theme &theme) {
        knownRows->setContentsMargins(0, 0, 0, 0);
        knownRows->setSpacing(theme.px(4));
    });
    known->hide();
    m_knownPart = known;
    rows()->addWidget(known);
    QWidget *registration = makeRegistration();
    rows()->addWidget(registration);
    addResting(registration);
    QWidget *share = makeShare();
    rows()->addWidget(share);
    addResting(share);
    m_port->setHint(tr("Change it only when another program uses this one."));
    m_port->setWidest(120);
    addField(m_port);
    m_port->addBelow(makeOffer());
    m_advertise->setChecked(true);
    m_advertise->setAccessibleDescription(tr("Others on this network see its name, your name and how many "
                                             "people are here. Else they need its address or link."));
    m_advertise->setToolTip(m_advertise->accessibleDescription());
    rows()->addWidget(m_advertise);
    addResting(m_advertise);
    addActions({}, tr("Open the room"));
    setPort(limits::defaultPort);
    QList<QWidget *> tabs{m_room->edit(), m_name->edit()};
    for (QAbstractButton *button : m_registration->buttons())
        tabs.append(button);
    tabs.append(m_share);
    tabs.append(m_port->edit());
    tabs.append(m_offer);
    tabs.append(m_advertise);
    setTabs(tabs);
}

QWidget *HostPage::makeRegistration()
{
    auto *part = new Composite(sheet());
    auto *column = new QVBoxLayout(part);
    auto *label = new Label(Type::Strong, tr("Who may register"), part);
    column->addWidget(label);
    m_registration = new QButtonGroup(this);
    const QStringList words{tr("Anyone on this network"), tr("People with an invite code"), tr("Nobody new")};
    for (int i = 0; i < words.size(); ++i) {
        auto *radio = new QRadioButton(words[i], part);
        radio->setAccessibleDescription(label->text());
        column->addWidget(radio);
        m_registration->addButton(radio, i);
    }
    m_registration->button(0)->setChecked(true);
    part->metrics([column](const Theme &theme) {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme.px(6));
    });
    return part;
}

QWidget *HostPage::makeShare()
{
    auto *part = new Composite(sheet());
    auto *column = new QVBoxLayout(part);
    auto *label = new Label(Type::Strong, tr("People who join later see"), part);
    column->addWidget(label);
    m_share = new QComboBox(part);
    m_share->setAccessibleName(label->text());
    m_share->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (const int messages : {0, 50, 200, 1'000})
        setShareLast(messages);
    m_share->setCurrentIndex(0);
    column->addWidget(m_share);
    part->metrics([column](const Theme &theme) {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme.px(6));
    });
    return part;
}

QWidget *HostPage::makeOffer()
{
    auto *part = new Composite(sheet());
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    m_offer->setParent(part);
    row->addWidget(m_offer);
    row->addStretch();
    part->hide();
    connect(m_port, &Field::edited, part, &QWidget::hide);
    connect(m_offer, &Button::clicked, this, [this] {
        setPort(m_offered);
        submit();
    });
    return part;
}

void HostPage::setRoom(const QString &room)
{
    m_room->setText(room);
}

void HostPage::setOwnName(const QString &name, bool known)
{
    m_name->setText(name);
    m_name->setVisible(!known);
    m_knownName->setText(foreignText(name));
    m_knownPart->setVisible(known);
}

void HostPage::setRegistration(Registration registration)
{
    m_registration->button(static_cast<int>(registration))->setChecked(true);
}

void HostPage::setShareLast(int messages)
{
    if (m_share->findData(messages) < 0) {
        int place = 0;
        while (place < m_share->count() && m_share->itemData(place).toInt() < messages)
            ++place;
        const QString words = messages == 0   ? tr("Nothing from before")
                              : messages == 1 ? tr("The last message")
                                              : tr("The last %n messages", nullptr, messages);
        m_share->insertItem(place, words, messages);
    }
    m_share->setCurrentIndex(m_share->findData(messages));
}

void HostPage::setPort(quint16 port)
{
    m_port->setText(QString::number(port));
    m_port->setError({});
    if (m_offer->parentWidget() != nullptr)
        m_offer->parentWidget()->hide();
}

void HostPage::setAdvertise(bool advertise)
{
    m_advertise->setChecked(advertise);
}

void HostPage::setFieldError(Input input, const QString &sentence)
{
    markField(field(input), sentence);
}

void HostPage::offerPort(quint16 taken, quint16 free)
{
    m_offered = free;
    m_offer->setText(tr("Use %1").arg(free));
    m_offer->parentWidget()->show();
    markField(m_port, tr("Port %1 is used by another program.").arg(taken));
}

Field *HostPage::field(Input input) const
{
    switch (input) {
    case Input::Room:
        return m_room;
    case Input::Name:
        return m_name;
    case Input::Port:
        return m_port;
    }
    return m_room;
}

bool HostPage::checkInputs()
{
    bool fine = false;
    const int port = m_port->text().trimmed().toInt(&fine);
    if (!fine || port < 1 || port > 65535)
        markField(m_port, tr("A port is a number from 1 to 65535."));
    else
        m_port->setError({});
    const bool named = !m_name->text().trimmed().isEmpty();
    markField(m_name, named ? QString() : tr("Type the name that the others will see."));
    const qsizetype bytes = m_room->text().trimmed().toUtf8().size();
    QString room;
    if (bytes == 0)
        room = tr("Give the room a name.");
    else if (bytes > limits::roomNameBytes)
        room = tr("The name is too long. Make it shorter.");
    markField(m_room, room);
    return m_room->error().isEmpty() && m_name->error().isEmpty() && m_port->error().isEmpty();
}

void HostPage::submit()
{
    if (!checkInputs())
        return;
    Wish wish;
    wish.room = m_room->text().trimmed().normalized(QString::NormalizationForm_C);
    wish.name = m_name->text().trimmed().normalized(QString::NormalizationForm_KC);
    wish.registration = static_cast<Registration>(m_registration->checkedId());
    wish.port = static_cast<quint16>(m_port->text().trimmed().toUInt());
    wish.shareLast = m_share->currentData().toInt();
    wish.advertise = m_advertise->isChecked();
    Q_EMIT openRequested(wish);
}

} // namespace waxwing
