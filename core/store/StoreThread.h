// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace waxwing {

/// The one thread in which every database lives; another one writes what is recorded. Work runs in the order
/// it was posted; `done(result)` is called in the context's thread by its event loop, and dropped when the
/// context has gone.
class StoreThread
{
public:
    explicit StoreThread(const QString &name = QStringLiteral("store"));
    ~StoreThread(); ///< finishes what was posted
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    /// Runs `work` in the store's thread, always, then hands what it returned to `done`. Call it in the
    /// context's thread. Work, done and result may be move-only; `work` dies in the store's thread, `done` in
    /// the context's, or in the store's where the context has gone.
    template <class Work, class Done> void run(QObject *context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work &>;
        struct Errand
        {
            std::optional<Work> work;
            std::optional<Answer> answer;
        };
        auto errand = std::make_shared<Errand>(Errand{std::move(work), std::nullopt});
        auto receiver = std::make_shared<Done>(std::move(done));
        runErrand(
            context,
            [errand] {
                errand->answer.emplace((*errand->work)());
                errand->work.reset();
            },
            [errand, receiver] { (*receiver)(std::move(*errand->answer)); });
    }
    /// Work with no answer. From any thread, the store's own too.
    void post(std::function<void()> work);
    /// Blocks until everything posted so far is done: for shutting down and for tests. Never from the store's
    /// thread.
    void drain();

private:
    void runErrand(QObject *context, std::function<void()> work, std::function<void()> deliver);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace waxwing
