// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMutex>
#include <QObject>

#include <functional>
#include <memory>

namespace waxwing {

/// One call from any thread into the event loop of a context object's thread, which is dropped where that
/// object has gone. Made in the context's thread; what is called also dies there.
class CrossThreadCall
{
public:
    CrossThreadCall(QObject *context, std::function<void()> call);
    ~CrossThreadCall();
    CrossThreadCall(const CrossThreadCall &) = delete;
    CrossThreadCall &operator=(const CrossThreadCall &) = delete;

    [[nodiscard]] bool isGone() const;
    /// Once, from any thread.
    void post();

private:
    class Receiver;
    struct Gate
    {
        mutable QMutex mutex;
        QObject *receiver = nullptr; ///< guarded; null once the context has gone or was called
    };
    std::shared_ptr<Gate> m_gate;
};

} // namespace waxwing
