// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CrossThreadCall.h"

#include <QMetaObject>

namespace waxwing {

/// A child of the context, so that it ends with it, in its thread.
class CrossThreadCall::Receiver final : public QObject
{
public:
    Receiver(QObject *context, std::shared_ptr<Gate> gate, std::function<void()> call)
        : QObject(context), m_gate(std::move(gate)), m_call(std::move(call))
    {}
    ~Receiver() override { close(); }

    void run()
    {
        close();
        const std::function<void()> call = std::move(m_call);
        delete this;
        call(); // may delete the context
    }

private:
    /// From here on nobody posts to this object: a post in another thread is over when the lock is had.
    void close()
    {
        const QMutexLocker lock(&m_gate->mutex);
        m_gate->receiver = nullptr;
    }

    std::shared_ptr<Gate> m_gate;
    std::function<void()> m_call;
};

CrossThreadCall::CrossThreadCall(QObject *context, std::function<void()> call)
    : m_gate(std::make_shared<Gate>())
{
    m_gate->receiver = new Receiver(context, m_gate, std::move(call));
}

CrossThreadCall::~CrossThreadCall()
{
    const QMutexLocker lock(&m_gate->mutex);
    if (m_gate->receiver)
        m_gate->receiver->deleteLater(); // not posted, or posted and not yet run: see post()
}

bool CrossThreadCall::isGone() const
{
    const QMutexLocker lock(&m_gate->mutex);
    return m_gate->receiver == nullptr;
}

void CrossThreadCall::post()
{
    const QMutexLocker lock(&m_gate->mutex);
    if (!m_gate->receiver)
        return;
    auto *receiver = static_cast<Receiver *>(m_gate->receiver);
    QMetaObject::invokeMethod(
        receiver, [receiver] { receiver->run(); }, Qt::QueuedConnection);
    m_gate->receiver = nullptr; // it runs, or it goes with its context
}

} // namespace waxwing
