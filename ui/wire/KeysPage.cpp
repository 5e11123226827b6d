// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeysPage.h"

#include "Band.h"
#include "HintLine.h"
#include "KeyBands.h"
#include "KeyRowsView.h"
#include "KeyWords.h"
#include "Label.h"
#include "LinkChooser.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QTimerEvent>

namespace waxwing {

using What = KeyLeak::What;

namespace {

constexpr int lookEveryMs = 250;

} // namespace

KeysPage::KeysPage(QWidget *parent)
    : Composite(parent), m_model(new KeyModel(this)), m_chooser(new LinkChooser(this)),
      m_bands(new KeyBands(m_model, this)), m_leak(new QComboBox(this)),
      m_verdict(new Band(Tone::Muted, QStringLiteral("info"), {}, Band::Form::Rounded, this)),
      m_rows(new KeyRowsView(m_model, this)), m_hint(new HintLine(this)),
      m_empty(new Label(Type::Body, {}, this))
{
    build();
    connect(m_chooser, &LinkChooser::linkChanged, this, [this](quint64 link) {
        m_hasKey = false;
        m_bands->setNoneChosen();
        m_model->setLink(link);
        nameLeaks();
    });
    connect(m_bands, &KeyBands::bandChosen, this, &KeysPage::chooseKey);
    connect(m_rows, &KeyRowsView::keyChosen, this, &KeysPage::chooseKey);
    connect(m_rows, &KeyRowsView::frameRequested, this, &KeysPage::frameRequested);
    connect(m_rows, &KeyRowsView::frameRequested, m_chooser, &LinkChooser::hold);
    connect(m_leak, &QComboBox::currentIndexChanged, this, [this] {
        m_chooser->hold();
        onLeakChosen();
    });
    connect(m_model, &KeyModel::advanced, this, &KeysPage::refresh);
    nameLeaks();
    refresh();
}

void KeysPage::build()
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_empty->setWrapped(true);
    m_empty->setTone(Tone::Muted);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setText(
        tr("No keys yet.\nThe keys of the next connection are drawn here, beside what they seal."));
    m_hint->say(tr(
        "What a guest says travels twice on its link: as say to the host, and back as said, each under the "
        "key of its direction. To every other member it goes under that member's keys."));
    auto *label = new Label(Type::Strong, tr("What if this &leaked?"));
    label->setBuddy(m_leak);
    m_leak->setAccessibleName(tr("What leaked"));
    m_leak->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_leak->setMinimumContentsLength(12);
    m_leakRow = new QWidget(this);
    m_leakLine = new QBoxLayout(QBoxLayout::LeftToRight, m_leakRow);
    m_leakLine->setContentsMargins(0, 0, 0, 0);
    m_leakLine->addWidget(label);
    m_leakLine->addWidget(m_leak, 1);
    auto *top = new QVBoxLayout;
    for (QWidget *widget : {static_cast<QWidget *>(m_chooser), static_cast<QWidget *>(m_bands), m_leakRow,
                            static_cast<QWidget *>(m_verdict)})
        top->addWidget(widget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_empty, 1);
    column->addWidget(m_rows, 1);
    column->addWidget(m_hint);
    metrics([this, top](const Theme &theme) {
        top->setContentsMargins(theme.gap(14), theme.gap(12), theme.gap(14), theme.gap(12));
        top->setSpacing(theme.px(10));
        m_leakLine->setSpacing(theme.px(8));
        m_hint->setContentsMargins(theme.gap(14), theme.gap(6), theme.gap(14), theme.gap(8));
        m_empty->setMargin(theme.gap(28));
    });
}

void KeysPage::setLog(std::shared_ptr<const FrameLog> log)
{
    m_hasKey = false;
    m_bands->setNoneChosen();
    m_model->setLink(0);
    m_model->setLog(log);
    m_chooser->setLog(std::move(log));
    nameLeaks();
    refresh();
}

void KeysPage::showEvent(QShowEvent *event)
{
    Composite::showEvent(event);
    m_chooser->refresh();
    m_timer.start(lookEveryMs, this);
    m_model->watch();
}

void KeysPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    m_model->unwatch();
    Composite::hideEvent(event);
}

void KeysPage::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        m_chooser->refresh();
    else
        Composite::timerEvent(event);
}

void KeysPage::chooseKey(bool sent, quint32 epoch)
{
    const What what = m_leak->currentData().value<What>();
    m_chooser->hold();
    m_isKeySent = sent;
    m_key = epoch;
    m_hasKey = true;
    m_bands->setChosen(sent, epoch);
    nameLeaks();
    const What next = what == What::Secret ? What::Secret : What::KeyAndIv;
    m_leak->setCurrentIndex(m_leak->findData(QVariant::fromValue(next)));
    onLeakChosen();
}

/// Narrow, the question stands above its answers; low, the rows need the hint's place.
void KeysPage::resizeEvent(QResizeEvent *event)
{
    Composite::resizeEvent(event);
    const Theme theme = Theme::of(this);
    m_leakLine->setDirection(width() < theme.px(400) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_hint->setVisible(m_model->rowCount() > 0 && height() >= theme.px(500));
}

/// The choices, by the key that is chosen; the choice stays.
void KeysPage::nameLeaks()
{
    const QVariant chosen = m_leak->currentData();
    const QSignalBlocker blocker(m_leak);
    m_leak->clear();
    m_leak->addItem(m_hasKey ? tr("Nothing leaked") : tr("Choose a key above, or one of these"),
                    QVariant::fromValue(What::Nothing));
    if (m_hasKey) {
        const QString key = KeyWords::keyOf(m_isKeySent, m_key);
        m_leak->addItem(tr("Key and IV of %1").arg(key), QVariant::fromValue(What::KeyAndIv));
        m_leak->addItem(tr("The secret of %1").arg(key), QVariant::fromValue(What::Secret));
    }
    m_leak->addItem(tr("The link's chain secret"), QVariant::fromValue(What::Chain));
    m_leak->addItem(tr("The host's long-term key"), QVariant::fromValue(What::HostIdentity));
    m_leak->setCurrentIndex(std::max(0, m_leak->findData(chosen)));
    if (m_leak->currentData() != chosen)
        onLeakChosen();
}

void KeysPage::onLeakChosen()
{
    m_model->setLeak({m_leak->currentData().value<What>(), m_isKeySent, m_key});
}

void KeysPage::refresh()
{
    const KeyLeak &leak = m_model->leak();
    const KeyFall &fall = m_model->fall();
    const bool hasRows = m_model->rowCount() > 0;
    m_empty->setVisible(!hasRows);
    for (QWidget *widget : {static_cast<QWidget *>(m_bands), m_leakRow, static_cast<QWidget *>(m_rows),
                            static_cast<QWidget *>(m_verdict)})
        widget->setVisible(hasRows);
    m_hint->setVisible(hasRows && height() >= Theme::of(this).px(500));
    const QString because = KeyWords::because(leak, fall, fall.sent != m_model->timeline().link().isHostSide);
    if (leak.what == What::Nothing) {
        m_verdict->setTone(Tone::Muted, QStringLiteral("info"));
        m_verdict->setSentence(because);
        return;
    }
    if (fall.falls > 0)
        m_verdict->setTone(Tone::Bad, QStringLiteral("lock-open"));
    else if (fall.any || leak.what == What::HostIdentity)
        m_verdict->setTone(Tone::Warn, QStringLiteral("alert"));
    else
        m_verdict->setTone(Tone::Ok, QStringLiteral("lock"));
    m_verdict->setSentence(KeyWords::count(fall) + u' ' + because);
}

QString KeysPage::verdict() const
{
    return m_verdict->sentence();
}

} // namespace waxwing
