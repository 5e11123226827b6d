// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryExport.h"

namespace waxwing {

namespace {

constexpr int messagesInASlice = 250;

} // namespace

HistoryExport::HistoryExport(std::shared_ptr<VaultSession> session, std::shared_ptr<StoreDoor> writing,
                             Wish wish, Listener listener)
    : m_session(std::move(session)), m_writing(std::move(writing)), m_wish(std::move(wish)),
      m_listener(std::move(listener))
{}

HistoryExport::~HistoryExport() = default;

void HistoryExport::start()
{
    m_writing->post([self = shared_from_this()] {
        self->m_writer = HistoryWriter::make(self->m_wish.format, self->m_wish.words);
        self->m_file = std::make_unique<QSaveFile>(self->m_wish.path);
        if (!self->m_file->open(QIODevice::WriteOnly))
            return self->end(failure(Code::StorageFailed, self->m_file->errorString()));
        if (const auto begun = self->put(self->m_writer->begin()); !begun)
            return self->end(begun);
        self->read();
    });
}

void HistoryExport::read()
{
    m_session->door().post([self = shared_from_this()] {
        auto page = std::make_shared<Result<VaultPage>>(self->m_isCancelled ? failure(Code::Cancelled)
                                                                            : self->next());
        self->m_writing->post([self, page] { self->write(*page); });
    });
}

Result<VaultPage> HistoryExport::next()
{
    if (m_wish.talk.with.isEmpty())
        return m_session->next(m_above, messagesInASlice);
    return m_session->nextDirect(m_wish.talk, m_directAbove, messagesInASlice);
}

void HistoryExport::write(const Result<VaultPage> &page)
{
    if (!page || m_isCancelled)
        return end(page ? failure(Code::Cancelled) : tl::make_unexpected(page.error()));
    if (const auto done = put(*page); !done)
        return end(done);
    m_listener.progressed(m_written);
    if (!page->isLast)
        return read();
    if (const auto done = put(m_writer->end()); !done)
        return end(done);
    end(m_file->commit() ? Result<void>() : failure(Code::StorageFailed, m_file->errorString()));
}

Result<void> HistoryExport::put(const VaultPage &page)
{
    m_written += page.messages.size();
    m_damaged += page.damaged;
    return put(m_writer->page(page));
}

Result<void> HistoryExport::put(const Bytes &bytes)
{
    // A nearly full disk takes a part first.
    for (qsizetype written = 0; written < bytes.size();) {
        const qint64 now = m_file->write(bytes.constData() + written, bytes.size() - written);
        if (now <= 0)
            return failure(Code::StorageFailed, m_file->errorString());
        written += now;
    }
    return {};
}

/// A file that was not committed goes with its object.
void HistoryExport::end(const Result<void> &outcome)
{
    if (!outcome && m_file)
        m_file->cancelWriting();
    m_file.reset();
    m_listener.ended(outcome, m_damaged);
}

} // namespace waxwing
