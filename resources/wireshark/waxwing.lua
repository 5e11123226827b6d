-- SPDX-FileCopyrightText: 2026 The Waxwing authors
-- SPDX-License-Identifier: MIT
--
-- The Waxwing protocol for Wireshark 3.6 to 4.6, in one file. Put it into Wireshark's folder of personal Lua plugins
-- (Help, About Wireshark, Folders) and start Wireshark anew, or begin it with `-X lua_script:waxwing.lua`.
--
-- It finds Waxwing on the port of its preferences and, by how a link begins, on any other. With a key log that Waxwing
-- has written (preference "Key log file", -o waxwing.keylog:FILE) it opens the sealed records of the links that are in
-- it, checks each record's tag and shows the messages. The numbers in brackets are paragraphs of core/PROTOCOL.md.

-- ---------------------------------------------------------------- what the protocol holds

-- tables:begin
-- Made from the table that drives Waxwing's own encoder and decoder; a test fails when they differ.
-- "most" is left out where it is 2^63 - 1; a layout's size 0: as many bytes as there are.
local FRAME_TYPES = {
  [1] = { name = "guest hello" },
  [2] = { name = "host hello" },
  [3] = { name = "sealed record", layout = "record" },
  [4] = { name = "alert", layout = "alert" },
}
local LAYOUTS = {
  frame = { paragraph = "3.1", sentence = "What every frame begins with, in the clear.",
    { key = "length", size = 4, number = true, sentence = "Bytes behind this field: type and body.", paragraph = "3.1" },
    { key = "type", size = 1, number = true, sentence = "What the frame is.", paragraph = "3.1" },
  },
  record = { paragraph = "5.1", sentence = "One message, sealed with AES-256-GCM; the header is authenticated.",
    { key = "epoch", size = 4, number = true, sentence = "Which key of this direction seals the record.", paragraph = "5.1" },
    { key = "sequence", size = 8, number = true, sentence = "Place of the record in its epoch, from 0; part of the nonce.", paragraph = "5.1" },
    { key = "ciphertext", size = 0, sentence = "The padded message under the epoch's key.", paragraph = "5.1" },
    { key = "tag", size = 16, sentence = "Proves that header and ciphertext are the sender's.", paragraph = "5.1" },
  },
  plaintext = { paragraph = "5.2", sentence = "What an opened record holds.",
    { key = "content_length", size = 4, number = true, sentence = "Bytes of the content.", paragraph = "5.2" },
    { key = "content", size = 0, sentence = "The message, one map of CBOR.", paragraph = "5.2" },
    { key = "padding", size = 0, optional = true, sentence = "Zeros that hide how long the message is.", paragraph = "5.2" },
  },
  alert = { paragraph = "9.3", sentence = "Ends a link before it is secure; a claim of anybody on the path.",
    { key = "code", size = 1, number = true, sentence = "Why, a code of 9.1.", paragraph = "9.3" },
    { key = "version", size = 2, number = true, optional = true, sentence = "The host's version, behind the code \"wrong version\" alone.", paragraph = "9.3" },
  },
}
local MESSAGES = {
  guest_hello = { name = "guest hello", place = "frame 1", sender = "guest", paragraph = "6.1", sentence = "Opens a link.", fields = {
    { key = "key", kind = "bytes", least = 1, most = 1024, sentence = "The guest's one-time RSA key, SPKI DER." },
    { key = "share", kind = "bytes", least = 32, most = 32, sentence = "The guest's X25519 public value." },
    { key = "random", kind = "bytes", least = 32, most = 32, sentence = "Random bytes of this link." },
    { key = "version", kind = "integer", least = 1, most = 1, sentence = "Version of the protocol." },
  } },
  host_hello = { name = "host hello", place = "frame 2", sender = "host", paragraph = "6.1", sentence = "Answers it.", fields = {
    { key = "share", kind = "bytes", least = 32, most = 32, sentence = "The host's X25519 public value." },
    { key = "random", kind = "bytes", least = 32, most = 32, sentence = "Random bytes of this link." },
    { key = "secret", kind = "bytes", least = 384, most = 384, sentence = "A fresh 32 B secret under RSA-OAEP." },
    { key = "version", kind = "integer", least = 1, most = 1, sentence = "Version of the protocol." },
  } },
  ready = { name = "ready", place = "record", sender = "guest", paragraph = "6.3", sentence = "Proves that the secret was opened.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  host = { name = "host", place = "record", sender = "host", paragraph = "6.4", sentence = "Proves who the host is.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "identity", kind = "bytes", least = 1, most = 1024, sentence = "The host's identity, SPKI DER." },
    { key = "signature", kind = "bytes", least = 384, most = 384, sentence = "RSA-PSS over th2 and the identity." },
  } },
  lobby = { name = "lobby", place = "record", sender = "host", paragraph = "7.1", sentence = "Tells the room's name and its rules.", fields = {
    { key = "room", kind = "text", least = 1, most = 63, sentence = "Name of the room." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "features", kind = "features", least = 0, most = 32, sentence = "What the host can do beyond the base." },
    { key = "registration", kind = "word", choices = { "open", "invite", "closed" }, sentence = "Who may register." },
  } },
  check = { name = "check", place = "record", sender = "guest", paragraph = "7.2", sentence = "Asks whether a name is free.", fields = {
    { key = "name", kind = "text", least = 0, most = 1024, sentence = "The name as typed, normalised." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "invite", kind = "text", least = 0, most = 1024, optional = true, sentence = "Invite token." },
  } },
  checked = { name = "checked", place = "record", sender = "host", paragraph = "7.2", sentence = "Answers a check.", fields = {
    { key = "code", kind = "code", least = 0, most = 255, optional = true, sentence = "Why not; there exactly when the verdict is \"not allowed\"." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "verdict", kind = "word", choices = { "free", "taken", "not allowed" }, sentence = "Whether the name may be registered." },
  } },
  register = { name = "register", place = "record", sender = "guest", paragraph = "7.3", sentence = "Makes an account.", fields = {
    { key = "name", kind = "text", least = 0, most = 1024, sentence = "Username." },
    { key = "salt", kind = "bytes", least = 16, most = 16, sentence = "Random salt." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "email", kind = "text", least = 0, most = 1024, sentence = "E-mail address." },
    { key = "invite", kind = "text", least = 0, most = 1024, optional = true, sentence = "Invite token." },
    { key = "iterations", kind = "integer", least = 0, sentence = "Of PBKDF2; the host takes 600,000 only." },
    { key = "server_key", kind = "bytes", least = 32, most = 32, sentence = "ServerKey of RFC 5802." },
    { key = "stored_key", kind = "bytes", least = 32, most = 32, sentence = "StoredKey of RFC 5802." },
  } },
  registered = { name = "registered", place = "record", sender = "host", paragraph = "7.3", sentence = "The account is stored.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  client_first = { name = "client_first", place = "record", sender = "guest", paragraph = "7.4", sentence = "Begins a login.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "client-first-message of RFC 5802." },
  } },
  server_first = { name = "server_first", place = "record", sender = "host", paragraph = "7.4", sentence = "Salt, iterations and nonce.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "server-first-message of RFC 5802." },
  } },
  client_final = { name = "client_final", place = "record", sender = "guest", paragraph = "7.4", sentence = "The guest's proof.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "client-final-message of RFC 5802." },
  } },
  server_final = { name = "server_final", place = "record", sender = "host", paragraph = "7.4", sentence = "The host's proof.", fields = {
    { key = "name", kind = "text", least = 1, most = 128, sentence = "The username as registered." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "server-final-message of RFC 5802, v=." },
  } },
  refused = { name = "refused", place = "record", sender = "host", paragraph = "7.1", sentence = "Answers no; the link goes on.", fields = {
    { key = "code", kind = "code", least = 0, most = 255, sentence = "Why." },
    { key = "left", kind = "integer", least = 0, most = 1000, optional = true, sentence = "Tries left before a wait." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "wait", kind = "integer", least = 0, most = 86400, optional = true, sentence = "Seconds until another try is taken." },
  } },
  identity = { name = "identity", place = "record", sender = "guest", paragraph = "7.5", sentence = "Proves whose device this is; last of the lobby.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "device", kind = "bytes", least = 16, most = 16, sentence = "The device's random name." },
    { key = "features", kind = "features", least = 0, most = 32, sentence = "What the guest can do beyond the base." },
    { key = "identity", kind = "bytes", least = 1, most = 1024, sentence = "The member's identity, SPKI DER." },
    { key = "signature", kind = "bytes", least = 384, most = 384, sentence = "RSA-PSS over exporter, identity and name." },
  } },
  update = { name = "update", place = "record", sender = "either", paragraph = "5.4", sentence = "Ends the sender's epoch: key update.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  refresh = { name = "refresh", place = "record", sender = "host", paragraph = "5.5", sentence = "Offers fresh X25519 for both directions.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "share", kind = "bytes", least = 32, most = 32, sentence = "The host's new X25519 public value." },
  } },
  refreshed = { name = "refreshed", place = "record", sender = "guest", paragraph = "5.5", sentence = "Answers it and ends the guest's epoch.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "share", kind = "bytes", least = 32, most = 32, sentence = "The guest's new X25519 public value." },
  } },
  refresh_end = { name = "refresh_end", place = "record", sender = "host", paragraph = "5.5", sentence = "Ends the refresh and the host's epoch.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  welcome = { name = "welcome", place = "record", sender = "host", paragraph = "8.1", sentence = "Admits the member.", fields = {
    { key = "next", kind = "integer", least = 1, sentence = "Number of the first said on this link." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "counter", kind = "integer", least = 0, sentence = "Highest counter stored for this device; 0 for none." },
    { key = "history", kind = "bytes", least = 16, most = 16, sentence = "Random name of the room's numbering." },
    { key = "longest", kind = "integer", least = 1, most = 32768, sentence = "Longest text in bytes of UTF-8." },
    { key = "update_after", kind = "integer", least = 1, most = 1000, sentence = "N: say or said an epoch, then a key update." },
  } },
  roster = { name = "roster", place = "record", sender = "host", paragraph = "8.1", sentence = "A page of who is here.", fields = {
    { key = "last", kind = "boolean", least = 0, most = 1, sentence = "Whether this page is the last." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "people", kind = "persons", least = 1, most = 200, sentence = "Who is here." },
  } },
  joined = { name = "joined", place = "record", sender = "host", paragraph = "8.2", sentence = "People who came, or changed.", fields = {
    { key = "last", kind = "boolean", least = 0, most = 1, sentence = "Whether this page is the last of what was gathered." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "people", kind = "persons", least = 1, most = 200, sentence = "Who came, each with all linked devices." },
  } },
  left = { name = "left", place = "record", sender = "host", paragraph = "8.2", sentence = "Someone's last link is gone.", fields = {
    { key = "name", kind = "text", least = 1, most = 128, sentence = "Who left." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  say = { name = "say", place = "record", sender = "guest", paragraph = "8.3", sentence = "Says something to the room.", fields = {
    { key = "act", kind = "word", optional = true, choices = { "reply", "edit", "erase" }, sentence = "What it does to the target (feature talk)." },
    { key = "file", kind = "bytes", least = 16, most = 16, optional = true, sentence = "A file that the host keeps, and that comes with it (feature files)." },
    { key = "text", kind = "text", least = 1, most = 32768, sentence = "What is said." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "target", kind = "integer", least = 1, optional = true, sentence = "Number of the message that is meant (feature talk)." },
    { key = "counter", kind = "integer", least = 0, sentence = "The device's count of messages, rising." },
  } },
  said = { name = "said", place = "record", sender = "host", paragraph = "8.3", sentence = "What somebody said, numbered.", fields = {
    { key = "act", kind = "word", optional = true, choices = { "reply", "edit", "erase" }, sentence = "What it does to the target (feature talk)." },
    { key = "file", kind = "bytes", least = 16, most = 16, optional = true, sentence = "The file that comes with it (feature files)." },
    { key = "name", kind = "text", least = 1, most = 128, sentence = "Who said it." },
    { key = "size", kind = "integer", least = 0, optional = true, sentence = "Bytes of the file." },
    { key = "text", kind = "text", least = 1, most = 32768, sentence = "What was said." },
    { key = "time", kind = "integer", least = 0, sentence = "The host's clock, ms since 1970-01-01 UTC." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "device", kind = "bytes", least = 16, most = 16, sentence = "The speaking device." },
    { key = "digest", kind = "bytes", least = 32, most = 32, optional = true, sentence = "SHA-256 of the file." },
    { key = "number", kind = "integer", least = 1, sentence = "Place in the room's one order." },
    { key = "target", kind = "integer", least = 1, optional = true, sentence = "Number of the message that is meant (feature talk)." },
    { key = "counter", kind = "integer", least = 1, sentence = "The counter of its say." },
    { key = "file_name", kind = "text", least = 1, most = 255, optional = true, sentence = "What its sender calls the file: a suggestion." },
  } },
  ack = { name = "ack", place = "record", sender = "host", paragraph = "8.3", sentence = "Everything up to it is numbered or known.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "counter", kind = "integer", least = 0, sentence = "Highest counter stored for this device." },
  } },
  received = { name = "received", place = "record", sender = "guest", paragraph = "8.4", sentence = "Everything up to it arrived.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "number", kind = "integer", least = 1, sentence = "Highest number that arrived." },
  } },
  delivered = { name = "delivered", place = "record", sender = "host", paragraph = "8.4", sentence = "How many have the speaker's message.", fields = {
    { key = "of", kind = "integer", least = 1, sentence = "Other accounts here when it was numbered." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "count", kind = "integer", least = 1, sentence = "How many of them have it." },
    { key = "number", kind = "integer", least = 1, sentence = "The message's number." },
  } },
  ping = { name = "ping", place = "record", sender = "either", paragraph = "8.7", sentence = "Asks for a sign of life.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  pong = { name = "pong", place = "record", sender = "either", paragraph = "8.7", sentence = "Answers a ping at once.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  key_log = { name = "key_log", place = "record", sender = "guest", paragraph = "8.8", sentence = "This program's key log began or ended (feature key-log).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "running", kind = "boolean", least = 0, most = 1, sentence = "Whether keys of this link are being written down." },
  } },
  key_logged = { name = "key_logged", place = "record", sender = "host", paragraph = "8.8", sentence = "Somebody's key log began or ended (feature key-log).", fields = {
    { key = "name", kind = "text", least = 1, most = 128, optional = true, sentence = "Whose program; absent for the host's own." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "running", kind = "boolean", least = 0, most = 1, sentence = "Whether it writes keys down." },
  } },
  resume = { name = "resume", place = "record", sender = "guest", paragraph = "8.9", sentence = "Says what is kept of this room (feature replay).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "after", kind = "integer", least = 0, optional = true, sentence = "Highest number that is kept; absent with the history." },
    { key = "history", kind = "bytes", least = 16, most = 16, optional = true, sentence = "The numbering it belongs to; absent where nothing is kept." },
  } },
  resumed = { name = "resumed", place = "record", sender = "host", paragraph = "8.9", sentence = "Says what follows from before (feature replay).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "count", kind = "integer", least = 0, sentence = "How many said from before follow." },
    { key = "complete", kind = "boolean", least = 0, most = 1, sentence = "Whether nothing of what was missed is gone." },
  } },
  writing = { name = "writing", place = "record", sender = "guest", paragraph = "8.10", sentence = "The person began or stopped writing (feature talk).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "active", kind = "boolean", least = 0, most = 1, sentence = "Whether a message is being written." },
  } },
  writes = { name = "writes", place = "record", sender = "host", paragraph = "8.10", sentence = "Somebody began or stopped writing (feature talk).", fields = {
    { key = "name", kind = "text", least = 1, most = 128, sentence = "Who writes." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "active", kind = "boolean", least = 0, most = 1, sentence = "Whether a message is being written." },
  } },
  read = { name = "read", place = "record", sender = "guest", paragraph = "8.10", sentence = "Everything up to it was seen by the person (feature talk).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "number", kind = "integer", least = 1, sentence = "Highest number that was seen." },
  } },
  seen = { name = "seen", place = "record", sender = "host", paragraph = "8.10", sentence = "How many have seen the speaker's message (feature talk).", fields = {
    { key = "of", kind = "integer", least = 1, sentence = "Other accounts here when it was numbered." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "count", kind = "integer", least = 1, sentence = "How many of them have seen it." },
    { key = "number", kind = "integer", least = 1, sentence = "The message's number." },
  } },
  file_limits = { name = "file_limits", place = "record", sender = "host", paragraph = "8.11", sentence = "What files the room takes (feature files).", fields = {
    { key = "room", kind = "integer", least = 0, sentence = "Bytes that can still be kept." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "largest", kind = "integer", least = 0, sentence = "Bytes of the largest file; 0: none are taken." },
  } },
  put = { name = "put", place = "record", sender = "guest", paragraph = "8.11", sentence = "Wants to give the room a file (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's random name, made by its sender." },
    { key = "name", kind = "text", least = 1, most = 255, sentence = "What its sender calls it." },
    { key = "size", kind = "integer", least = 0, sentence = "Bytes of the whole file." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  put_from = { name = "put_from", place = "record", sender = "host", paragraph = "8.11", sentence = "Wants the file, from there on (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "offset", kind = "integer", least = 0, sentence = "First byte that is wanted." },
  } },
  chunk = { name = "chunk", place = "record", sender = "either", paragraph = "8.11", sentence = "The next piece of a file (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "bytes", kind = "bytes", least = 1, most = 61376, sentence = "The piece." },
    { key = "offset", kind = "integer", least = 0, sentence = "Its place in the file." },
  } },
  took = { name = "took", place = "record", sender = "either", paragraph = "8.11", sentence = "How much of a file was taken (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "offset", kind = "integer", least = 1, sentence = "Everything below it is taken." },
  } },
  put_end = { name = "put_end", place = "record", sender = "guest", paragraph = "8.11", sentence = "All of the file is sent (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "digest", kind = "bytes", least = 32, most = 32, sentence = "SHA-256 of the whole file." },
  } },
  kept = { name = "kept", place = "record", sender = "host", paragraph = "8.11", sentence = "The room keeps the file (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  file_refused = { name = "file_refused", place = "record", sender = "host", paragraph = "8.11", sentence = "Ends a put or get, with the reason (feature files).", fields = {
    { key = "code", kind = "code", least = 0, most = 255, sentence = "Why." },
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  get = { name = "get", place = "record", sender = "guest", paragraph = "8.11", sentence = "Wants a file, from there on (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "offset", kind = "integer", least = 0, sentence = "First byte that is wanted." },
  } },
  sent = { name = "sent", place = "record", sender = "host", paragraph = "8.11", sentence = "All of the file was sent (feature files).", fields = {
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  stop = { name = "stop", place = "record", sender = "guest", paragraph = "8.11", sentence = "Ends a put or get, with the reason (feature files).", fields = {
    { key = "code", kind = "code", least = 0, most = 255, sentence = "Why: cancelled, or paused." },
    { key = "file", kind = "bytes", least = 16, most = 16, sentence = "The file's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  call = { name = "call", place = "record", sender = "guest", paragraph = "16.1", sentence = "Calls a device of another member (feature direct).", fields = {
    { key = "call", kind = "bytes", least = 16, most = 16, sentence = "The call's random name, made by the caller." },
    { key = "name", kind = "text", least = 1, most = 128, sentence = "Who is called." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "device", kind = "bytes", least = 16, most = 16, sentence = "The device that is called." },
  } },
  called = { name = "called", place = "record", sender = "host", paragraph = "16.1", sentence = "Another member calls this device (feature direct).", fields = {
    { key = "call", kind = "bytes", least = 16, most = 16, sentence = "The call's name." },
    { key = "name", kind = "text", least = 1, most = 128, sentence = "Who calls." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "device", kind = "bytes", least = 16, most = 16, sentence = "The calling device." },
  } },
  relay = { name = "relay", place = "record", sender = "either", paragraph = "16.1", sentence = "A piece of a direct link's stream (feature direct).", fields = {
    { key = "call", kind = "bytes", least = 16, most = 16, sentence = "The call's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "bytes", kind = "bytes", least = 1, most = 49152, sentence = "The next bytes of the stream; the host cannot open them." },
  } },
  relayed = { name = "relayed", place = "record", sender = "either", paragraph = "16.1", sentence = "How much of the stream was taken (feature direct).", fields = {
    { key = "call", kind = "bytes", least = 16, most = 16, sentence = "The call's name." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "count", kind = "integer", least = 1, sentence = "Bytes of this call that were taken, all together." },
  } },
  hang_up = { name = "hang_up", place = "record", sender = "either", paragraph = "16.1", sentence = "Ends a call, with the reason (feature direct).", fields = {
    { key = "call", kind = "bytes", least = 16, most = 16, sentence = "The call's name." },
    { key = "code", kind = "code", least = 0, most = 255, sentence = "Why; a claim of whoever relays it." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  guest = { name = "guest", place = "record", sender = "guest", paragraph = "16.3", sentence = "Proves who the caller of a direct link is.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "identity", kind = "bytes", least = 1, most = 1024, sentence = "The caller's identity, SPKI DER." },
    { key = "signature", kind = "bytes", least = 384, most = 384, sentence = "RSA-PSS over th3 and the identity." },
  } },
  tell = { name = "tell", place = "record", sender = "either", paragraph = "16.5", sentence = "Says something to the other member, on a direct link.", fields = {
    { key = "act", kind = "word", optional = true, choices = { "reply", "edit", "erase" }, sentence = "What it does to the target." },
    { key = "file", kind = "bytes", least = 16, most = 16, optional = true, sentence = "The file that comes with it." },
    { key = "size", kind = "integer", least = 0, optional = true, sentence = "Bytes of the file." },
    { key = "text", kind = "text", least = 1, most = 32768, sentence = "What is said." },
    { key = "time", kind = "integer", least = 0, sentence = "The sender's clock, ms since 1970-01-01 UTC." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "device", kind = "bytes", least = 16, most = 16, optional = true, sentence = "The device that sent the target." },
    { key = "digest", kind = "bytes", least = 32, most = 32, optional = true, sentence = "SHA-256 of the file." },
    { key = "target", kind = "integer", least = 1, optional = true, sentence = "Counter of the message that is meant." },
    { key = "counter", kind = "integer", least = 1, sentence = "The device's count in this conversation, rising." },
    { key = "file_name", kind = "text", least = 1, most = 255, optional = true, sentence = "What its sender calls the file: a suggestion." },
  } },
  told = { name = "told", place = "record", sender = "either", paragraph = "16.5", sentence = "Everything up to it is stored, on a direct link.", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "counter", kind = "integer", least = 0, sentence = "Highest counter stored of the other device; 0 for none." },
  } },
  change_first = { name = "change_first", place = "record", sender = "guest", paragraph = "7.7", sentence = "Begins a change of password (feature password).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "client-first-message of RFC 5802." },
  } },
  change_challenge = { name = "change_challenge", place = "record", sender = "host", paragraph = "7.7", sentence = "Salt, iterations and nonce (feature password).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "server-first-message of RFC 5802." },
  } },
  change_final = { name = "change_final", place = "record", sender = "guest", paragraph = "7.7", sentence = "Proves the old password and brings what the host keeps of the new one (feature password).", fields = {
    { key = "salt", kind = "bytes", least = 16, most = 16, sentence = "Random salt of the new password." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "client-final-message of RFC 5802, by the old password." },
    { key = "iterations", kind = "integer", least = 0, sentence = "Of PBKDF2; the host takes 600,000 only." },
    { key = "server_key", kind = "bytes", least = 32, most = 32, sentence = "ServerKey of the new password." },
    { key = "stored_key", kind = "bytes", least = 32, most = 32, sentence = "StoredKey of the new password." },
  } },
  changed = { name = "changed", place = "record", sender = "host", paragraph = "7.7", sentence = "The new password is stored (feature password).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "scram", kind = "text", least = 1, most = 2048, sentence = "server-final-message of RFC 5802, v=, by the old password." },
  } },
  reset = { name = "reset", place = "record", sender = "guest", paragraph = "7.8", sentence = "Sets a new password by the host's code (feature reset).", fields = {
    { key = "code", kind = "text", least = 0, most = 1024, sentence = "One-time code of the host." },
    { key = "name", kind = "text", least = 0, most = 1024, sentence = "Username." },
    { key = "salt", kind = "bytes", least = 16, most = 16, sentence = "Random salt." },
    { key = "type", kind = "type", sentence = "Names the message." },
    { key = "iterations", kind = "integer", least = 0, sentence = "Of PBKDF2; the host takes 600,000 only." },
    { key = "server_key", kind = "bytes", least = 32, most = 32, sentence = "ServerKey of RFC 5802." },
    { key = "stored_key", kind = "bytes", least = 32, most = 32, sentence = "StoredKey of RFC 5802." },
  } },
  reset_done = { name = "reset_done", place = "record", sender = "host", paragraph = "7.8", sentence = "The new password is stored (feature reset).", fields = {
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  close = { name = "close", place = "record", sender = "either", paragraph = "9.3", sentence = "The last word of a link, with the reason.", fields = {
    { key = "code", kind = "code", least = 0, most = 255, sentence = "Why; an unlisted number is legal." },
    { key = "type", kind = "type", sentence = "Names the message." },
  } },
  person = { name = "person", place = "part", sender = "host", paragraph = "8.1", sentence = "Someone who is here.", fields = {
    { key = "new", kind = "per_device", item = "boolean", least = 1, most = 4, sentence = "Whether it is a further identity, first here today." },
    { key = "name", kind = "text", least = 1, most = 128, sentence = "The username as registered." },
    { key = "role", kind = "word", choices = { "member", "host" }, sentence = "Role of the account." },
    { key = "devices", kind = "per_device", item = "bytes", item_size = 16, least = 1, most = 4, sentence = "Names of the linked devices." },
    { key = "identities", kind = "per_device", item = "bytes", item_size = 32, least = 1, most = 4, sentence = "SHA-256 of each device's identity (SPKI)." },
  } },
}
local CODES = {
  [1] = "wrong version",
  [2] = "malformed",
  [3] = "too large",
  [4] = "unexpected",
  [5] = "weak key",
  [6] = "bad signature",
  [7] = "key transport failed",
  [16] = "record malformed",
  [17] = "wrong epoch",
  [18] = "replayed",
  [19] = "skipped",
  [20] = "tampered",
  [21] = "bad padding",
  [32] = "busy",
  [33] = "idle",
  [34] = "slow reader",
  [35] = "away",
  [36] = "internal",
  [48] = "left",
  [49] = "room closed",
  [50] = "removed",
  [51] = "banned",
  [52] = "room full",
  [53] = "replaced",
  [54] = "too many devices",
  [55] = "device taken",
  [56] = "too many tries",
  [57] = "not the host that knows you",
  [58] = "another key",
  [64] = "name taken",
  [65] = "name looks like another",
  [66] = "name too short",
  [67] = "name too long",
  [68] = "name has a character that is not allowed",
  [69] = "name mixes scripts",
  [70] = "name not in normal form",
  [72] = "name unknown",
  [73] = "wrong password",
  [74] = "throttled",
  [75] = "registration closed",
  [76] = "invite missing",
  [77] = "invite invalid",
  [78] = "e-mail invalid",
  [79] = "iterations refused",
  [80] = "accounts full",
  [82] = "reset code invalid",
  [83] = "host's own account",
  [84] = "too many reset codes",
  [96] = "not here",
  [97] = "takes no calls",
  [98] = "too many calls",
  [99] = "calls crossed",
  [100] = "call declined",
  [101] = "another identity",
  [104] = "file too large",
  [105] = "no place for files",
  [106] = "file unknown",
  [107] = "too many files",
  [108] = "file cancelled",
  [109] = "file paused",
}
local LIMITS = { version = 1, port = 12345, frame_header = 5, additional_data = 17, tag = 16, frame_length_before_login = 4096, frame_length = 65565, content = 65532, smallest_plaintext = 256, records_per_epoch = 1048576, cbor_depth = 4, random = 32 }
-- tables:end

local GUEST_HELLO, HOST_HELLO, RECORD, ALERT = 1, 2, 3, 4 -- frame types (3.1)
local TYPES = {}
for number, kind in pairs(FRAME_TYPES) do TYPES[number] = kind.name end
local HANDSHAKE_LIMIT, ROOM_LIMIT = LIMITS.frame_length_before_login, LIMITS.frame_length
local HEADER, TAG = LIMITS.additional_data, LIMITS.tag
local LEAST_RECORD = HEADER - 4 + TAG -- length of a record without ciphertext
local MOST_RECORDS = LIMITS.records_per_epoch
local TWO_32 = 4294967296.0 -- a float in every Lua, so that products never wrap

-- What one packet may cost at most, whatever its bytes are.
local MOST_NODES = 8192 -- of CBOR in a map; a full page of people has 4,600
local MOST_DEPTH = 16 -- of containers (6.1)
local MOST_COMPLAINTS = 8 -- about one map
local MOST_TRIALS = 32 -- keys tried on one record,
local MOST_TRIED = 65536 -- and bytes of it, all trials together
local MOST_WORDS = 20 -- frames named in one line of the packet list
local MOST_LINES = 500000 -- of a key log
local MOST_LOG = 67108864 -- bytes of a key log
local MOST_PLAIN = 134217728 -- bytes of opened records kept at a time
local MOST_CIPHERS = 256 -- expanded keys kept at a time
local LOOKS_A_SECOND = 200 -- whether the key log has grown

local floor, byte, sub, format = math.floor, string.byte, string.sub, string.format

local function u32(text, at)
  local a, b, c, d = byte(text, at, at + 3)
  return ((a * 256 + b) * 256 + c) * 256 + d
end

-- ---------------------------------------------------------------- AES-256-GCM (NIST SP 800-38D)

local bits = rawget(_G, "bit") or rawget(_G, "bit32")
local bxor, band, bor, lshift, rshift = bits.bxor, bits.band, bits.bor, bits.lshift, bits.rshift

-- The numbers of `bit` are signed, those of `bit32` are not; only bits count here, and Struct wants them signed.
local function signed(word)
  word = word % TWO_32
  if word >= 2147483648 then word = word - TWO_32 end
  return word
end

local SBOX, ROUND0, ROUND1, ROUND2, ROUND3 = {}, {}, {}, {}, {}

local function makeAesTables()
  local power, logarithm, x = {}, {}, 1
  for i = 0, 254 do
    power[i], logarithm[x] = x, i
    x = bxor(x, x * 2 % 256, x >= 128 and 0x1b or 0) -- times 3
  end
  for i = 0, 255 do
    local inverse = i == 0 and 0 or power[(255 - logarithm[i]) % 255]
    local s, turned = inverse, inverse
    for _ = 1, 4 do
      turned = turned * 2 % 256 + floor(turned / 128)
      s = bxor(s, turned)
    end
    s = bxor(s, 0x63)
    local twice = bxor(s * 2 % 256, s >= 128 and 0x1b or 0)
    local thrice = bxor(twice, s)
    SBOX[i] = s
    ROUND0[i] = bor(lshift(twice, 24), lshift(s, 16), lshift(s, 8), thrice)
    ROUND1[i] = bor(lshift(thrice, 24), lshift(twice, 16), lshift(s, 8), s)
    ROUND2[i] = bor(lshift(s, 24), lshift(thrice, 16), lshift(twice, 8), s)
    ROUND3[i] = bor(lshift(s, 24), lshift(s, 16), lshift(thrice, 8), twice)
  end
end
makeAesTables()

local function substitute(a, b, c, d)
  return bor(lshift(SBOX[rshift(a, 24)], 24), lshift(SBOX[band(rshift(b, 16), 255)], 16),
             lshift(SBOX[band(rshift(c, 8), 255)], 8), SBOX[band(d, 255)])
end

local function expandKey(key)
  local words, round = {}, 1
  for i = 0, 7 do words[i] = u32(key, 4 * i + 1) end
  for i = 8, 59 do
    local word = words[i - 1]
    if i % 8 == 0 then
      word = bor(lshift(word, 8), rshift(word, 24))
      word = bxor(substitute(word, word, word, word), lshift(round, 24))
      round = round * 2
    elseif i % 8 == 4 then
      word = substitute(word, word, word, word)
    end
    words[i] = bxor(words[i - 8], word)
  end
  return words
end

local function aesBlock(w, a, b, c, d)
  local R0, R1, R2, R3 = ROUND0, ROUND1, ROUND2, ROUND3
  a, b, c, d = bxor(a, w[0]), bxor(b, w[1]), bxor(c, w[2]), bxor(d, w[3])
  for r = 4, 52, 4 do
    local e = bxor(R0[rshift(a, 24)], R1[band(rshift(b, 16), 255)], R2[band(rshift(c, 8), 255)], R3[band(d, 255)], w[r])
    local f = bxor(R0[rshift(b, 24)], R1[band(rshift(c, 16), 255)], R2[band(rshift(d, 8), 255)], R3[band(a, 255)], w[r + 1])
    local g = bxor(R0[rshift(c, 24)], R1[band(rshift(d, 16), 255)], R2[band(rshift(a, 8), 255)], R3[band(b, 255)], w[r + 2])
    d = bxor(R0[rshift(d, 24)], R1[band(rshift(a, 16), 255)], R2[band(rshift(b, 8), 255)], R3[band(c, 255)], w[r + 3])
    a, b, c = e, f, g
  end
  return bxor(substitute(a, b, c, d), w[56]), bxor(substitute(b, c, d, a), w[57]),
         bxor(substitute(c, d, a, b), w[58]), bxor(substitute(d, a, b, c), w[59])
end

-- For each of the 32 half bytes of a block, what each of its 16 values contributes to the product with H: [1] to [32] in
-- the order in which they are taken from four words, the lowest of each word first.
local function ghashTable(a, b, c, d)
  local shifted = {}
  for i = 0, 127 do
    shifted[i] = {a, b, c, d}
    local carry = band(d, 1)
    d = bor(rshift(d, 1), lshift(c, 31))
    c = bor(rshift(c, 1), lshift(b, 31))
    b = bor(rshift(b, 1), lshift(a, 31))
    a = carry == 1 and bxor(rshift(a, 1), 0xe1000000) or rshift(a, 1)
  end
  local parts = {}
  for word = 0, 3 do
    for half = 0, 7 do
      local part, first = {[0] = {0, 0, 0, 0}}, 32 * word + 4 * (7 - half)
      part[8], part[4], part[2], part[1] = shifted[first], shifted[first + 1], shifted[first + 2], shifted[first + 3]
      for n = 3, 15 do
        if not part[n] then
          local low = n % 2 == 1 and 1 or (n % 4 == 2 and 2 or 4)
          local x, y = part[low], part[n - low]
          part[n] = {bxor(x[1], y[1]), bxor(x[2], y[2]), bxor(x[3], y[3]), bxor(x[4], y[4])}
        end
      end
      parts[8 * word + half + 1] = part
    end
  end
  return parts
end

-- The product of a word's eight half bytes, whose tables begin at parts[first], added to a, b, c, d.
local function multiplyWord(parts, first, word, a, b, c, d)
  local e = parts[first][band(word, 15)]
  local f = parts[first + 1][band(rshift(word, 4), 15)]
  local g = parts[first + 2][band(rshift(word, 8), 15)]
  local h = parts[first + 3][band(rshift(word, 12), 15)]
  local i = parts[first + 4][band(rshift(word, 16), 15)]
  local j = parts[first + 5][band(rshift(word, 20), 15)]
  local k = parts[first + 6][band(rshift(word, 24), 15)]
  local l = parts[first + 7][rshift(word, 28)]
  return bxor(a, e[1], f[1], g[1], h[1], i[1], j[1], k[1], l[1]), bxor(b, e[2], f[2], g[2], h[2], i[2], j[2], k[2], l[2]),
         bxor(c, e[3], f[3], g[3], h[3], i[3], j[3], k[3], l[3]), bxor(d, e[4], f[4], g[4], h[4], i[4], j[4], k[4], l[4])
end

local unpackWords, packWords = Struct.unpack, Struct.pack

local function ghash(parts, text, a, b, c, d)
  text = text .. ("\0"):rep(-#text % 16)
  for at = 1, #text, 16 do
    local p, q, r, s = unpackWords(">i4i4i4i4", text, at)
    p, q, r, s = bxor(p, a), bxor(q, b), bxor(r, c), bxor(s, d)
    a, b, c, d = multiplyWord(parts, 1, p, 0, 0, 0, 0)
    a, b, c, d = multiplyWord(parts, 9, q, a, b, c, d)
    a, b, c, d = multiplyWord(parts, 17, r, a, b, c, d)
    a, b, c, d = multiplyWord(parts, 25, s, a, b, c, d)
  end
  return a, b, c, d
end

local function counterMode(words, nonce, text)
  local a, b, c = unpackWords(">i4i4i4", nonce)
  local size, out = #text, {}
  text = text .. ("\0"):rep(-size % 16)
  for at = 1, #text, 16 do
    local p, q, r, s = unpackWords(">i4i4i4i4", text, at)
    local e, f, g, h = aesBlock(words, a, b, c, (at - 1) / 16 + 2)
    out[#out + 1] = packWords(">i4i4i4i4", signed(bxor(p, e)), signed(bxor(q, f)), signed(bxor(r, g)), signed(bxor(s, h)))
  end
  return sub(table.concat(out), 1, size)
end

local PureCipher = {}
PureCipher.__index = PureCipher

function PureCipher.new(key)
  local words = expandKey(key)
  return setmetatable({words = words, parts = ghashTable(aesBlock(words, 0, 0, 0, 0))}, PureCipher)
end

-- The plaintext, or nil where the tag is another: it is checked first, since most of what is tried needs no more.
function PureCipher:open(nonce, header, ciphertext, tag)
  local a, b, c, d = ghash(self.parts, header, 0, 0, 0, 0)
  a, b, c, d = ghash(self.parts, ciphertext, a, b, c, d)
  a, b, c, d = ghash(self.parts, packWords(">I4I4I4I4", 0, 8 * #header, 0, 8 * #ciphertext), a, b, c, d)
  local n, o, p = unpackWords(">i4i4i4", nonce)
  local e, f, g, h = aesBlock(self.words, n, o, p, 1)
  if packWords(">i4i4i4i4", signed(bxor(a, e)), signed(bxor(b, f)), signed(bxor(c, g)), signed(bxor(d, h))) ~= tag then
    return nil
  end
  return counterMode(self.words, nonce, ciphertext)
end

-- Wireshark 4.6 and newer have libgcrypt's ciphers.
local BuiltInCipher = {}
BuiltInCipher.__index = BuiltInCipher

function BuiltInCipher.new(key)
  local cipher = GcryptCipher.open(GCRY_CIPHER_AES256, GCRY_CIPHER_MODE_GCM, 0)
  cipher:setkey(ByteArray.new(key, true))
  return setmetatable({cipher = cipher}, BuiltInCipher)
end

function BuiltInCipher:open(nonce, header, ciphertext, tag)
  local text = ByteArray.new(ciphertext, true)
  self.cipher:setiv(ByteArray.new(nonce, true))
  self.cipher:authenticate(ByteArray.new(header, true))
  if #ciphertext > 0 then self.cipher:decrypt(text) end
  if self.cipher:checktag(ByteArray.new(tag, true)) ~= 0 then return nil end
  return #ciphertext > 0 and text:raw() or ""
end

local function fromHex(text)
  return (text:gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end

-- Whether a class does what it should, and again with the same key: key, nonce and text of test case 15 of the paper on
-- GCM, with 17 bytes of header.
local function isSound(class)
  local key = fromHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
  local nonce = fromHex("cafebabefacedbaddecaf888")
  local text = fromHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa")
  local plain = fromHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72")
  local cipher = class.new(key)
  local header, tag = fromHex("feedfacedeadbeeffeedfacedeadbeefab"), fromHex("70ecec44d572d3be829fc21e390ebf07")
  return cipher:open(nonce, header, text, tag) == plain and cipher:open(nonce, header, text, ("\0"):rep(16)) == nil
    and cipher:open(nonce, header, text, tag) == plain
end

local function chooseCipher()
  if rawget(_G, "GcryptCipher") then
    local ran, sound = pcall(isSound, BuiltInCipher)
    if ran and sound then return BuiltInCipher end
  end
  return PureCipher
end
local Cipher = chooseCipher()

-- The nonce of a record: the IV with the sequence's eight bytes added to its end (5.1).
local function nonceOf(iv, sequence)
  local bytes = {byte(iv, 1, 12)}
  for i = 1, 8 do bytes[4 + i] = bxor(bytes[4 + i], byte(sequence, i)) end
  return string.char(bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9], bytes[10],
                     bytes[11], bytes[12])
end

-- ---------------------------------------------------------------- the key log (14)

local log -- lines read so far: links[random][direction .. epoch], and all of them by direction .. epoch

local function forgetLog(path)
  log = {path = path, offset = 0, begins = "", lines = 0, news = 0, links = {}, byEpoch = {}, second = 0, looks = 0}
end

local function takeLine(line)
  if #line > 400 or log.lines >= MOST_LINES then return end
  local random, direction, epoch, key, iv = line:match("^WAXWING_1 (%x+) ([gh]2[gh]) (%d+) (%x+) (%x+)%s*$")
  if not random or #random ~= 64 or #key ~= 64 or #iv ~= 24 or #epoch > 10 then return end
  if direction ~= "g2h" and direction ~= "h2g" then return end
  local place = direction .. format("%.0f", tonumber(epoch))
  local link = log.links[random:lower()] or {}
  if link[place] and link[place].key == key and link[place].iv == iv then return end
  local entry = {random = random:lower(), direction = direction, epoch = tonumber(epoch), key = key, iv = iv}
  log.links[entry.random] = link
  link[place] = entry
  log.byEpoch[place] = log.byEpoch[place] or {}
  table.insert(log.byEpoch[place], entry)
  log.lines, log.news = log.lines + 1, log.news + 1
end

-- Everything up to the last line end; a last line without one is taken when it is whole.
local function takeText(text)
  local ends = text:match("^.*()\n")
  for line in sub(text, 1, ends or 0):gmatch("[^\n]+") do takeLine(line) end
  local rest = sub(text, (ends or 0) + 1)
  takeLine(rest)
  log.offset = log.offset + (#rest > 4096 and #text or (ends or 0))
end

-- Reads what the file has gained; all of it where it is another one.
local function readLog()
  local file = log.path ~= "" and io.open(log.path, "rb")
  log.missing = not file
  if not file then return end
  local begins = file:read(256) or ""
  local size = file:seek("end") or 0
  if size < log.offset or sub(begins, 1, #log.begins) ~= log.begins then
    local path = log.path
    forgetLog(path)
  end
  log.begins = begins
  if size > log.offset and log.offset < MOST_LOG and file:seek("set", log.offset) then
    local text = file:read(MOST_LOG - log.offset)
    if text then takeText(text) end
  end
  file:close()
end

-- A key is missing: perhaps it was written since. Not more often than it can be worth while.
local function lookAgain()
  if log.path == "" then return end
  local now = os.time()
  if now ~= log.second then log.second, log.looks = now, 0 end
  log.looks = log.looks + 1
  if log.looks <= LOOKS_A_SECOND then pcall(readLog) end
end

forgetLog("")

local ciphers, cipherCount = {}, 0

local function cipherOf(entry)
  local cipher = ciphers[entry.key]
  if not cipher then
    if cipherCount >= MOST_CIPHERS then ciphers, cipherCount = {}, 0 end
    cipher = Cipher.new(fromHex(entry.key))
    ciphers[entry.key], cipherCount = cipher, cipherCount + 1
  end
  return cipher
end

local function openWith(entry, record)
  return cipherOf(entry):open(nonceOf(fromHex(entry.iv), record.sequence), record.header, record.ciphertext, record.tag)
end

-- ---------------------------------------------------------------- text

-- Bytes of the UTF-8 character that begins at `at`; nil where none does.
local function utf8Size(text, at)
  local a = byte(text, at)
  if a < 0x80 then return 1 end
  local size = a >= 0xC2 and (a < 0xE0 and 2 or a < 0xF0 and 3 or a < 0xF5 and 4)
  if not size or at + size - 1 > #text then return nil end
  local b = byte(text, at + 1)
  local least, most = a == 0xE0 and 0xA0 or a == 0xF0 and 0x90 or 0x80, a == 0xED and 0x9F or a == 0xF4 and 0x8F or 0xBF
  if b < least or b > most then return nil end
  for i = at + 2, at + size - 1 do
    local c = byte(text, i)
    if c < 0x80 or c > 0xBF then return nil end
  end
  return size
end

local function isUtf8(text)
  local at = text:find("[\128-\255]")
  while at do
    local size = utf8Size(text, at)
    if not size then return false end
    at = text:find("[\128-\255]", at + size)
  end
  return true
end

local REPLACEMENT = "\239\191\189"
-- Characters that turn the direction of a line or end it: U+061C, 200E, 200F, 2028 to 202E, 2066 to 2069.
local UNSEEN = {["\216\156"] = true, ["\226\128\142"] = true, ["\226\128\143"] = true}
for last = 168, 174 do UNSEEN["\226\128" .. string.char(last)] = true end
for last = 166, 169 do UNSEEN["\226\129" .. string.char(last)] = true end

local function readableCharacter(text, at, size)
  local code = byte(text, at)
  if size == 1 and code < 32 then return "\226\144" .. string.char(128 + code) end
  if size == 1 and code == 127 then return "\226\144\161" end
  local character = sub(text, at, at + size - 1)
  if UNSEEN[character] or (code == 0xC2 and byte(text, at + 1) < 0xA0) then return REPLACEMENT end
  return character
end

-- At most `most` characters, with everything visible that is not.
local function readable(text, most)
  local out, at = {}, 1
  while at <= #text do
    if #out == most then
      out[#out + 1] = "\226\128\166"
      break
    end
    local size = utf8Size(text, at)
    out[#out + 1] = size and readableCharacter(text, at, size) or REPLACEMENT
    at = at + (size or 1)
  end
  return table.concat(out)
end

-- ---------------------------------------------------------------- CBOR (4, 6.1)

-- Reads one item into nodes {major, info, hi, lo, number, at, first, next, items or keys and values}; places count from
-- 1. What no version allows is in `broken`, what section 4 forbids in `narrow`; where reading ends early `stopped` says why.
local Reader = {}
Reader.__index = Reader

function Reader.new(text)
  return setmetatable({text = text, nodes = 0, broken = {}, narrow = {}}, Reader)
end

function Reader:complain(list, at, words)
  if #list < MOST_COMPLAINTS then list[#list + 1] = {at = at, words = words} end
end

function Reader:stop(at, words)
  self.stopped = self.stopped or {at = at, words = words}
  return nil
end

local ARGUMENT_SIZES = {[24] = 1, [25] = 2, [26] = 4, [27] = 8}

function Reader:head(at)
  local first = byte(self.text, at)
  if not first then return self:stop(at, "CBOR ends within an item") end
  local node = {major = floor(first / 32), info = first % 32, at = at, hi = 0, lo = first % 32, first = at + 1}
  local size = ARGUMENT_SIZES[node.info]
  if node.info > 27 then return self:stop(at, node.info == 31 and "indefinite length in CBOR" or "reserved head in CBOR") end
  if size then
    if at + size > #self.text then return self:stop(at, "CBOR ends within a head") end
    node.lo = 0
    for i = at + 1, at + size do
      node.hi = (node.hi * 256 + floor(node.lo / 16777216)) % TWO_32
      node.lo = node.lo % 16777216 * 256 + byte(self.text, i)
    end
    node.first = at + 1 + size
    self:checkShortest(node)
  end
  node.number = node.hi * TWO_32 + node.lo
  return node
end

function Reader:checkShortest(node)
  local least = ({[24] = 24, [25] = 256, [26] = 65536, [27] = TWO_32})[node.info]
  if node.major ~= 7 and node.hi * TWO_32 + node.lo < least then
    self:complain(self.broken, node.at, "head of CBOR that is not the shortest")
  end
end

function Reader:item(at, depth)
  self.nodes = self.nodes + 1
  if self.nodes > MOST_NODES then return self:stop(at, "more items than any message has") end
  local node = self:head(at)
  if not node then return nil end
  node.next = node.first
  if node.major <= 1 then return self:integer(node) end
  if node.major <= 3 then return self:string(node) end
  if node.major == 7 then return self:simple(node) end
  if depth + 1 > MOST_DEPTH then return self:stop(at, "CBOR nested more than 16 deep") end
  if node.major ~= 6 and depth + 1 > LIMITS.cbor_depth then self:complain(self.narrow, at, "CBOR nested more than 4 deep") end
  if node.major == 4 then return self:array(node, depth + 1) end
  if node.major == 5 then return self:map(node, depth + 1) end
  self:complain(self.narrow, at, "tag in CBOR")
  local inner = self:item(node.first, depth + 1)
  node.next = inner and inner.next
  return inner and node
end

function Reader:integer(node)
  if node.major == 1 then
    self:complain(self.narrow, node.at, "negative integer")
  elseif node.hi >= 2147483648 then
    self:complain(self.narrow, node.at, "integer above 2^63 - 1")
  end
  return node
end

function Reader:string(node)
  if node.number > #self.text - node.first + 1 then return self:stop(node.at, "string longer than what is left") end
  node.next = node.first + floor(node.number)
  if node.major == 3 then
    node.text = sub(self.text, node.first, node.next - 1)
    if not isUtf8(node.text) then self:complain(self.broken, node.at, "text that is not UTF-8") end
  end
  return node
end

function Reader:simple(node)
  if node.info ~= 20 and node.info ~= 21 then self:complain(self.narrow, node.at, "float, null or simple value in CBOR") end
  if node.info == 24 and node.lo < 32 then self:complain(self.broken, node.at, "reserved simple value") end
  return node
end

function Reader:array(node, depth)
  if node.number > #self.text - node.first + 1 then return self:stop(node.at, "array longer than what is left") end
  node.items = {}
  for i = 1, node.number do
    local item = self:item(node.next, depth)
    if not item then return nil end
    node.items[i], node.next = item, item.next
  end
  return node
end

-- −1, 0 or 1: how two encoded keys stand to each other, bytewise.
local function compareBytes(one, other)
  for i = 1, math.min(#one, #other) do
    local a, b = byte(one, i), byte(other, i)
    if a ~= b then return a < b and -1 or 1 end
  end
  return #one < #other and -1 or #one > #other and 1 or 0
end

function Reader:map(node, depth)
  if 2 * node.number > #self.text - node.first + 1 then return self:stop(node.at, "map longer than what is left") end
  node.keys, node.values = {}, {}
  local last
  for i = 1, node.number do
    local key = self:item(node.next, depth)
    local value = key and self:item(key.next, depth)
    if not value then return nil end
    local encoded = sub(self.text, key.at, key.next - 1)
    local order = last and compareBytes(last, encoded) or -1
    if order >= 0 then self:complain(self.broken, key.at, order == 0 and "key twice in a map" or "keys of a map not sorted") end
    if key.major ~= 3 then self:complain(self.narrow, key.at, "key of a map that is no text") end
    node.keys[i], node.values[i], node.next, last = key, value, value.next, encoded
  end
  return node
end

-- The one map that a body or content is; nil where it is none.
local function readMap(text)
  local reader = Reader.new(text)
  local map = reader:item(1, 0)
  if map and map.major ~= 5 then
    reader:stop(1, "not a map of CBOR")
    map = nil
  elseif map and map.next <= #text then
    reader:complain(reader.broken, map.next, "bytes behind the map")
  end
  return map, reader
end

-- Value by text key; of a key that is there twice the first.
local function valuesByKey(map)
  local found = {}
  for i, key in ipairs(map.keys) do
    if key.text and not found[key.text] then found[key.text] = map.values[i] end
  end
  return found
end

-- ---------------------------------------------------------------- fields

local waxwing = Proto("waxwing", "Waxwing")

local fields, fieldOf, experts, expertOf = {}, {}, {}, {}

local function titleOf(key)
  local words = key:gsub("_", " ")
  return words:sub(1, 1):upper() .. words:sub(2)
end

local MAKE_FIELD = {
  integer = function(name, title, sentence) return ProtoField.uint64(name, title, base.DEC, nil, nil, sentence) end,
  code = function(name, title, sentence) return ProtoField.uint8(name, title, base.DEC, CODES, nil, sentence) end,
  boolean = function(name, title, sentence) return ProtoField.bool(name, title, base.NONE, nil, nil, sentence) end,
  text = function(name, title, sentence) return ProtoField.string(name, title, base.UNICODE, sentence) end,
  bytes = function(name, title, sentence) return ProtoField.bytes(name, title, base.NONE, sentence) end,
}
MAKE_FIELD.word, MAKE_FIELD.type, MAKE_FIELD.features = MAKE_FIELD.text, MAKE_FIELD.text, MAKE_FIELD.text

local function addField(name, field)
  fieldOf[name] = field
  fields[#fields + 1] = field
end

local function makeLayoutField(field)
  local name, title = "waxwing." .. field.key, titleOf(field.key)
  if not field.number then return addField(field.key, ProtoField.bytes(name, title, base.NONE, field.sentence)) end
  local names = field.key == "type" and TYPES or field.key == "code" and CODES or nil
  local make = ({[1] = ProtoField.uint8, [2] = ProtoField.uint16, [4] = ProtoField.uint32, [8] = ProtoField.uint64})[field.size]
  addField(field.key, make(name, title, base.DEC, names, nil, field.sentence))
end

local messages = {} -- by name

local function makeMessageFields(prefix, message)
  messages[message.name] = message
  message.prefix = prefix .. "."
  message.byKey = {}
  for _, field in ipairs(message.fields) do
    message.byKey[field.key] = field
    local make = MAKE_FIELD[field.kind == "per_device" and field.item or field.kind]
    local name = message.prefix .. field.key
    if make then addField(name, make("waxwing." .. name, titleOf(field.key), field.sentence)) end
  end
end

for _, layout in pairs(LAYOUTS) do
  for _, field in ipairs(layout) do makeLayoutField(field) end
end
for prefix, message in pairs(MESSAGES) do makeMessageFields(prefix, message) end
addField("message", ProtoField.string("waxwing.message", "Message", base.ASCII, "Name of the message."))
addField("direction", ProtoField.string("waxwing.direction", "Direction", base.ASCII, "Who sent it."))
addField("key_epoch", ProtoField.uint32("waxwing.key_epoch", "Opened by the key of epoch", base.DEC, nil, nil,
                                        "The epoch whose key of the key log opened the record."))

local function makeExpert(name, text, group, severity)
  expertOf[name] = ProtoExpert.new("waxwing." .. name, text, group, severity)
  experts[#experts + 1] = expertOf[name]
end

makeExpert("malformed", "Malformed (2)", expert.group.MALFORMED, expert.severity.ERROR)
makeExpert("too_large", "Longer than a frame may be (3)", expert.group.MALFORMED, expert.severity.ERROR)
makeExpert("unexpected", "Not allowed at this point (4)", expert.group.PROTOCOL, expert.severity.WARN)
makeExpert("record_malformed", "Record too short (16)", expert.group.MALFORMED, expert.severity.ERROR)
makeExpert("wrong_epoch", "Wrong epoch (17)", expert.group.SEQUENCE, expert.severity.WARN)
makeExpert("replayed", "Replayed (18)", expert.group.SEQUENCE, expert.severity.WARN)
makeExpert("skipped", "Skipped (19)", expert.group.SEQUENCE, expert.severity.WARN)
makeExpert("tampered", "Tampered: the tag does not verify (20)", expert.group.SECURITY, expert.severity.ERROR)
makeExpert("bad_padding", "Bad padding (21)", expert.group.SECURITY, expert.severity.ERROR)
makeExpert("no_key", "Not opened: no key", expert.group.UNDECODED, expert.severity.NOTE)
makeExpert("beginning_missing", "The beginning was not captured", expert.group.SEQUENCE, expert.severity.NOTE)

waxwing.fields = fields
waxwing.experts = experts
waxwing.prefs.port = Pref.uint("TCP port", LIMITS.port,
                               "Port on which Waxwing is looked for; elsewhere it is found by how a link begins")
waxwing.prefs.keylog = Pref.string("Key log file", "", "File that Waxwing has written with its key log on")

-- Marks an item; `shown` is what the packet list says of it.
local function flag(tree, name, words, shown)
  tree:add_proto_expert_info(expertOf[name], words)
  return shown
end

-- ---------------------------------------------------------------- messages (11)

local FITS = {
  integer = function(node) return node.major == 0 end,
  boolean = function(node) return node.major == 7 and (node.info == 20 or node.info == 21) end,
  text = function(node) return node.major == 3 end,
  bytes = function(node) return node.major == 2 end,
  features = function(node) return node.major == 4 end,
}
FITS.code, FITS.word, FITS.type = FITS.integer, FITS.text, FITS.text
FITS.per_device, FITS.persons = FITS.features, FITS.features

local function isWithin(field, number) return number >= field.least and (not field.most or number <= field.most) end

local function isChoice(field, text)
  for _, choice in ipairs(field.choices) do
    if choice == text then return true end
  end
  return false
end

-- Whether a value that fits its kind is one of those that the table allows.
local function isAllowed(message, field, node)
  if field.kind == "integer" or field.kind == "code" then return node.hi < 2147483648 and isWithin(field, node.number) end
  if field.kind == "word" then return isChoice(field, node.text) end
  if field.kind == "type" then return node.text == message.name end
  return field.kind == "boolean" or isWithin(field, node.number)
end

-- A window on decoded CBOR: where it lies in a Tvb, and what of it went wrong.
local function rangeOf(view, first, next) return view.tvb(view.at + first - 1, next - first) end

local function addValue(view, tree, name, kind, node)
  local field = fieldOf[name]
  local range = rangeOf(view, node.at, node.next)
  if kind == "integer" then return tree:add(field, range, UInt64.new(node.lo, node.hi)) end
  if kind == "code" then return node.number < 256 and tree:add(field, range, node.lo) end
  if kind == "boolean" then return tree:add(field, range, node.info == 21) end
  if node.number == 0 then return kind ~= "bytes" and tree:add(field, range, "") end
  range = rangeOf(view, node.first, node.next)
  if kind == "bytes" then return tree:add(field, range) end
  return tree:add_packet_field(field, range, ENC_UTF_8)
end

local function complainOf(view, tree, node, words)
  view.complaints = view.complaints + 1
  if view.complaints <= MOST_COMPLAINTS then flag(tree, "malformed", words) end
end

local addMessage

local function addItems(view, tree, message, field, node)
  local kind = field.kind == "features" and "text" or field.item
  for i, item in ipairs(node.items) do
    if field.kind == "persons" then
      if item.major ~= 5 then
        complainOf(view, tree, item, "person " .. i .. " is no map")
      else
        local name = valuesByKey(item).name
        local words = name and name.text and readable(name.text, 40) or "?"
        addMessage(view, tree:add(rangeOf(view, item.at, item.next), "Person " .. i .. ": " .. words), messages.person, item)
      end
    elseif not FITS[kind](item) or (field.item_size and item.number ~= field.item_size) then
      complainOf(view, tree, item, field.key .. "[" .. i .. "] is not what it should be")
    else
      addValue(view, tree, message.prefix .. field.key, kind, item)
    end
  end
end

local function addOne(view, tree, message, key, node)
  local field = key.text and message.byKey[key.text]
  if not field then
    return complainOf(view, tree, key, "unknown field" .. (key.text and " \"" .. readable(key.text, 40) .. "\"" or ""))
  end
  if not FITS[field.kind](node) then return complainOf(view, tree, node, field.key .. " has another CBOR type") end
  if node.items then
    addItems(view, tree, message, field, node)
  else
    addValue(view, tree, message.prefix .. field.key, field.kind, node)
  end
  if not isAllowed(message, field, node) then complainOf(view, tree, node, field.key .. " is out of its range") end
end

-- Every field that the table names, and what is wrong with the map by it.
addMessage = function(view, tree, message, map)
  for i, key in ipairs(map.keys) do addOne(view, tree, message, key, map.values[i]) end
  local found = valuesByKey(map)
  for _, field in ipairs(message.fields) do
    if not found[field.key] and not field.optional then complainOf(view, tree, map, field.key .. " is missing") end
  end
end

local cbor = Dissector.get("cbor")

-- What is wrong with a map as CBOR; its fields; and the map as Wireshark itself shows it, when it is sound enough to be
-- given away.
local function showMap(view, tree, message, map, reader, isNarrow)
  if reader.stopped then flag(tree, "malformed", reader.stopped.words) end
  for _, one in ipairs(reader.broken) do flag(tree, "malformed", one.words) end
  if isNarrow then
    for _, one in ipairs(reader.narrow) do flag(tree, "malformed", one.words) end
  end
  if not map then return end
  if message then addMessage(view, tree, message, map) end
  if cbor and #reader.broken == 0 then pcall(cbor.call, cbor, rangeOf(view, 1, map.next):tvb(), view.pinfo, tree) end
end

-- ---------------------------------------------------------------- messages in words

local function numberIn(found, key)
  local node = found[key]
  return node and node.major == 0 and format("%.0f", node.number) or "?"
end

local function quoteIn(found, key)
  local node = found[key]
  return "\"" .. (node and node.text and readable(node.text, 60) or "?") .. "\""
end

-- A reason reads as one: behind a colon.
local function codeIn(found)
  local node = found.code
  return ": " .. (node and node.major == 0 and (CODES[node.number] or "code " .. numberIn(found, "code")) or "?")
end

local function runningIn(found)
  return found.running and (found.running.info == 21 and "on" or "off") or "?"
end

local function peopleIn(found)
  local node = found.people
  local count = node and node.items and #node.items or 0
  return count == 1 and "1 person" or count .. " people"
end

local WORDS = {
  lobby = function(found) return quoteIn(found, "room") end,
  check = function(found) return quoteIn(found, "name") end,
  checked = function(found) return found.verdict and found.verdict.text and readable(found.verdict.text, 20) or "?" end,
  register = function(found) return quoteIn(found, "name") end,
  server_final = function(found) return quoteIn(found, "name") end,
  refused = codeIn,
  roster = peopleIn,
  joined = peopleIn,
  left = function(found) return quoteIn(found, "name") end,
  say = function(found) return "#" .. numberIn(found, "counter") .. " " .. quoteIn(found, "text") end,
  said = function(found)
    return "#" .. numberIn(found, "number") .. " " .. quoteIn(found, "name") .. " " .. quoteIn(found, "text")
  end,
  ack = function(found) return "#" .. numberIn(found, "counter") end,
  received = function(found) return "#" .. numberIn(found, "number") end,
  delivered = function(found)
    return "#" .. numberIn(found, "number") .. " " .. numberIn(found, "count") .. " of " .. numberIn(found, "of")
  end,
  close = codeIn,
  key_log = runningIn,
  key_logged = function(found) return (found.name and quoteIn(found, "name") or "the host's program") .. " " .. runningIn(found) end,
}

local function wordsOf(name, found)
  local words = WORDS[name] and WORDS[name](found)
  return words and name .. (sub(words, 1, 1) == ":" and "" or " ") .. words or name
end

-- ---------------------------------------------------------------- streams

local streams, facts, calls, plains, plainBytes
local lastNumber, lastCalls = -1, 0

local function forgetStreams()
  streams, facts, calls, plains, plainBytes = {}, {}, {}, {}, 0
  lastNumber, lastCalls = -1, 0
end
forgetStreams()

local function extractor(name)
  local found, field = pcall(Field.new, name)
  return found and field or function() end
end

local tcpStream, tcpSequence, tcpCompleteness = extractor("tcp.stream"), extractor("tcp.seq"), extractor("tcp.completeness")
local tcpRetransmission, tcpLate = extractor("tcp.analysis.retransmission"), extractor("tcp.analysis.out_of_order")
local tcpLost = extractor("tcp.analysis.lost_segment")

-- The innermost value of a field in this packet.
local function valueOf(field)
  local found = {field()}
  return #found > 0 and tonumber(tostring(found[#found].value)) or nil
end

local function isThere(field) return field() ~= nil end

-- Whether the way's first byte is in the capture: its SYN was seen, and this is the first byte behind it.
local function isBeginning()
  return (valueOf(tcpCompleteness) or 0) % 2 == 1 and valueOf(tcpSequence) == 1
end

local function newWay() return {frames = 0, past = {}, isFresh = isBeginning()} end

local function streamOf(pinfo)
  local here, there = tostring(pinfo.src) .. " " .. pinfo.src_port, tostring(pinfo.dst) .. " " .. pinfo.dst_port
  local name = valueOf(tcpStream) or (here < there and here .. there or there .. here)
  local stream = streams[name]
  if not stream then
    stream = {name = name, first = here, ways = {}, tried = {}}
    streams[name] = stream
  end
  local index = stream.first == here and 1 or 2
  stream.ways[index] = stream.ways[index] or newWay()
  return stream, index
end

-- "g2h", "h2g", or nil where nobody can tell.
local function directionOf(c)
  if c.stream.guest then return c.stream.guest == c.index and "g2h" or "h2g" end
  local port = waxwing.prefs.port
  if (c.pinfo.src_port == port) == (c.pinfo.dst_port == port) then return nil end
  return c.pinfo.dst_port == port and "g2h" or "h2g"
end

local DIRECTIONS = {g2h = "guest to host", h2g = "host to guest"}

-- ---------------------------------------------------------------- keys of a record

local function keyOf(random, direction, epoch)
  local link = log.links[random]
  return link and link[direction .. format("%.0f", epoch)]
end

local function openKnown(c, record)
  local direction = directionOf(c)
  local entry = keyOf(c.stream.random, direction, record.epoch)
  if not entry then
    lookAgain()
    entry = keyOf(c.stream.random, direction, record.epoch)
  end
  if not entry then return {state = "no key"} end
  local plain = openWith(entry, record)
  return {state = plain and "opened" or "tampered", entry = entry, plain = plain}
end

local function tryList(c, record, list, budget)
  for _, entry in ipairs(list or {}) do
    local tried = c.stream.tried[entry.random] or 0
    if budget > 0 and tried < 3 then
      budget = budget - 1
      local plain = openWith(entry, record)
      if plain then return {state = "opened", entry = entry, plain = plain}, budget end
      c.stream.tried[entry.random] = tried + 1
    end
  end
  return nil, budget
end

-- The guest hello was not captured: the first key that opens a record tells which link this is, and which way.
local function openUnknown(c, record)
  local direction, opening = directionOf(c), nil
  local budget = math.min(MOST_TRIALS, 1 + floor(MOST_TRIED / (1 + #record.ciphertext)))
  local ways = direction and {direction} or {"g2h", "h2g"}
  for attempt = 1, 2 do
    for _, way in ipairs(ways) do
      local list = log.byEpoch[way .. format("%.0f", record.epoch)]
      if not opening then opening, budget = tryList(c, record, list, budget) end
    end
    if opening or attempt == 2 then break end
    lookAgain()
  end
  if not opening then return {state = "no key"} end
  c.stream.random = opening.entry.random
  c.stream.guest = opening.entry.direction == "g2h" and c.index or 3 - c.index
  return opening
end

local function keepPlain(key, plain)
  plainBytes = plainBytes + #plain
  if plainBytes > MOST_PLAIN then plains, plainBytes = {}, #plain end
  plains[key] = plain
end

-- What came of opening a record. Done once, and again for one whose key has been found since.
local function openRecord(c, fact, record)
  local known = fact.opening
  if known and known.state == "opened" then
    local plain = plains[fact.key] or openWith(known.entry, record)
    return {state = "opened", entry = known.entry, plain = plain}
  end
  if known and (known.state == "tampered" or (known.news == log.news and c.pinfo.visited)) then return known end
  local opening = c.stream.random and openKnown(c, record) or openUnknown(c, record)
  fact.opening = {state = opening.state, entry = opening.entry, news = log.news}
  if opening.plain then keepPlain(fact.key, opening.plain) end
  return opening
end

-- ---------------------------------------------------------------- order of records (5.3)

local function whole(number) return format("%.0f", number) end

local function judgeOlder(way, epoch, sequence)
  local next = way.past[epoch]
  if next and sequence < next then
    return "replayed", "claims to be record " .. whole(sequence) .. " of epoch " .. whole(epoch) .. " again"
  end
  return "wrong_epoch", "claims epoch " .. whole(epoch) .. ", after epoch " .. whole(way.epoch)
end

local function judgeSame(way, epoch, sequence)
  if sequence < way.next then
    return "replayed", "claims to be record " .. whole(sequence) .. " of epoch " .. whole(epoch) .. " again, where "
      .. whole(way.next) .. " is next"
  elseif sequence > way.next then
    return "skipped", "record " .. whole(sequence) .. " of epoch " .. whole(epoch) .. ", where " .. whole(way.next)
      .. " is next"
  end
end

-- The messages that end the epoch of their sender (5.4, 6.4).
local ENDS_EPOCH = {ready = true, host = true, update = true, refreshed = true, refresh_end = true}

-- What is wrong with the place of a record that was seen for the first time: the name of an expert item and words for
-- it, or nothing. The way moves on, but not after a header that its tag proves wrong.
local function judgeOrder(way, record, state)
  local epoch, sequence = record.epoch, record.number
  if not way.epoch then
    if not way.isFresh then
      way.epoch, way.next = epoch, sequence + 1
      return nil
    end
    way.epoch, way.next = 0, 0
  end
  if epoch < way.epoch then return judgeOlder(way, epoch, sequence) end
  local name, words
  if epoch == way.epoch then
    name, words = judgeSame(way, epoch, sequence)
  elseif epoch > way.epoch + 1 then
    name, words = "wrong_epoch", "claims epoch " .. whole(epoch) .. ", after epoch " .. whole(way.epoch)
  elseif epoch > way.epoch and way.goesOn then
    name, words = "wrong_epoch", "claims epoch " .. whole(epoch) .. ", and nothing ended epoch " .. whole(way.epoch)
  elseif sequence > 0 then
    name, words = "skipped", "epoch " .. whole(epoch) .. " begins with record " .. whole(sequence)
  end
  if name ~= "replayed" and (state ~= "tampered" or not name) then
    if epoch > way.epoch then way.past[way.epoch] = way.next end
    way.epoch, way.next = epoch, sequence + 1
  end
  return name, words
end

-- ---------------------------------------------------------------- frames (3)

-- Judged once: what depends on what went before, told again at every later look.
local function isFirstLook(c, fact)
  if fact.judged or c.pinfo.visited then return false end
  fact.judged = true
  return true
end

-- What TCP itself sends again or brings late proves nothing about who sent it.
local function note(c, fact, name, words)
  if c.isOutOfPlace and name ~= "skipped" then return end
  fact.flags = fact.flags or {}
  fact.flags[#fact.flags + 1] = {name, words}
end

local function showFlags(fact, tree)
  for _, one in ipairs(fact.flags or {}) do flag(tree, one[1], one[2]) end
end

local function addDirection(c, tree, at, size)
  local direction = directionOf(c)
  if direction then tree:add(fieldOf.direction, c.tvb(at, size), DIRECTIONS[direction]):set_generated() end
end

local function addName(tree, range, name)
  tree:add(fieldOf.message, range, name):set_generated()
end

-- ---------------------------------------------------------------- hellos (6.1)

local function hexOf(text)
  return (text:gsub(".", function(one) return format("%02x", byte(one)) end))
end

local function judgeGuestHello(c, fact, found)
  if c.way.frames > 1 or c.stream.random then return note(c, fact, "unexpected", "a second hello") end
  c.stream.guest = c.stream.guest or c.index
  local random = found and found.random
  if random and random.major == 2 and random.number == LIMITS.random then
    c.stream.random = hexOf(sub(c.text, fact.at + 5 + random.first, fact.at + 4 + random.next))
  end
end

local function judgeHostHello(c, fact)
  if c.way.frames > 1 then note(c, fact, "unexpected", "a second hello") end
  if c.stream.guest == c.index then note(c, fact, "unexpected", "a host hello by the guest") end
  c.stream.guest = c.stream.guest or 3 - c.index
end

local function showHello(c, fact, tree)
  local name = TYPES[fact.kind]
  local size = fact.size - 5
  local map, reader = readMap(sub(c.text, fact.at + 6, fact.at + fact.size))
  local found = map and valuesByKey(map)
  local version = found and found.version and found.version.major == 0 and found.version.number
  if isFirstLook(c, fact) then
    if fact.kind == GUEST_HELLO then judgeGuestHello(c, fact, found) else judgeHostHello(c, fact) end
  end
  addDirection(c, tree, fact.at, 5)
  addName(tree, c.tvb(fact.at + 4, 1), name)
  if size == 0 then return flag(tree, "malformed", "empty body", name .. ", empty") end
  if map and not version then flag(tree, "malformed", "no version") end
  local isOurs = version == LIMITS.version
  local view = {tvb = c.tvb, at = fact.at + 5, pinfo = c.pinfo, complaints = 0}
  showMap(view, tree, isOurs and messages[name] or nil, map, reader, isOurs)
  return version and not isOurs and name .. ", version " .. whole(version) or name
end

-- ---------------------------------------------------------------- records (5.1, 5.2)

local function paddedSize(content)
  local n, step = content + 4, 32
  while step * 32 <= n do step = step * 2 end
  return math.max(LIMITS.smallest_plaintext, floor((n + step - 1) / step) * step)
end

local function isPaddedSize(size)
  return size >= LIMITS.smallest_plaintext and paddedSize(size - 4) == size
end

local function recordAt(c, fact)
  local text, at = c.text, fact.at
  local ends = at + fact.size
  return {epoch = u32(text, at + 6), number = u32(text, at + 10) * TWO_32 + u32(text, at + 14),
          sequence = sub(text, at + 10, at + HEADER), header = sub(text, at + 1, at + HEADER),
          ciphertext = sub(text, at + HEADER + 1, ends - TAG), tag = sub(text, ends - TAG + 1, ends)}
end

local function judgeMessage(c, tree, message)
  local direction = directionOf(c)
  local sender = direction == "g2h" and "guest" or "host"
  if direction and message.sender ~= "either" and message.sender ~= sender then
    flag(tree, "unexpected", "a " .. sender .. " does not send " .. message.name)
  end
end

local function showContent(c, tree, tvb, content)
  local map, reader = readMap(content)
  local found = map and valuesByKey(map) or {}
  local name = found.type and found.type.text
  if c.isNewest then c.way.goesOn = not ENDS_EPOCH[name or ""] end
  local message = name and messages[name]
  if message and message.place ~= "record" then message = nil end
  local range = tvb(4, #content)
  local shown = message and name or (name and "unknown message " .. readable(name, 40)) or "no message"
  local branch = tree:add(fieldOf.message, range, shown)
  if message then
    judgeMessage(c, branch, message)
  elseif map then
    flag(branch, "malformed", shown)
  end
  showMap({tvb = tvb, at = 4, pinfo = c.pinfo, complaints = 0}, branch, message, map, reader, true)
  return message and wordsOf(name, found) or shown
end

-- Length, content and zeros of a plaintext (5.2), in a tab of bytes of its own.
local function showPlaintext(c, tree, plain)
  if #plain < 4 then return flag(tree, "bad_padding", "shorter than its length", "bad padding") end
  local tvb = ByteArray.new(plain, true):tvb("Opened record")
  local branch = tree:add(tvb(), "Opened record")
  local size = u32(plain, 1)
  branch:add(fieldOf.content_length, tvb(0, 4))
  if size > #plain - 4 or paddedSize(size) ~= #plain then
    flag(branch, "bad_padding", "content of " .. whole(size) .. " bytes in a plaintext of " .. #plain)
    return "bad padding"
  end
  if size > 0 then branch:add(fieldOf.content, tvb(4, size)) end
  local rest = #plain - 4 - size
  if rest > 0 then branch:add(fieldOf.padding, tvb(4 + size, rest)) end
  if sub(plain, 5 + size) ~= ("\0"):rep(rest) then flag(branch, "bad_padding", "padding that is not zero") end
  if size == 0 then return flag(branch, "malformed", "empty content", "empty content") end
  return showContent(c, branch, tvb, sub(plain, 5, 4 + size))
end

local function whyNoKey()
  if log.path == "" then return "no key log is set in the preferences" end
  return log.missing and "the key log cannot be read" or "its key is not in the key log"
end

local function showRecord(c, fact, tree)
  local size, at = fact.size, fact.at
  if size - 4 < LEAST_RECORD then return flag(tree, "record_malformed", "length under 29", "short record") end
  local record = recordAt(c, fact)
  tree:add(fieldOf.epoch, c.tvb(at + 5, 4))
  tree:add(fieldOf.sequence, c.tvb(at + 9, 8))
  if size > HEADER + TAG then tree:add(fieldOf.ciphertext, c.tvb(at + HEADER, size - HEADER - TAG)) end
  tree:add(fieldOf.tag, c.tvb(at + size - TAG, TAG))
  local opening = openRecord(c, fact, record)
  c.isNewest = false
  if isFirstLook(c, fact) then
    local name, words = judgeOrder(c.way, record, opening.state)
    c.isNewest = not name or name == "skipped"
    if name then note(c, fact, name, words) end
    if c.isNewest then c.way.goesOn = false end -- until its message is known
    if record.number >= MOST_RECORDS then note(c, fact, "unexpected", "more than 2^20 records in an epoch") end
  end
  addDirection(c, tree, at, 5)
  local words = "sealed, key " .. whole(record.epoch) .. ", record " .. tostring(c.tvb(at + 9, 8):uint64())
  if opening.state == "no key" then return flag(tree, "no_key", whyNoKey(), words) end
  if opening.state == "tampered" then
    local why = "the tag does not verify under the key of epoch " .. whole(record.epoch)
    return flag(tree, "tampered", why, words .. ", tampered")
  end
  tree:add(fieldOf.key_epoch, c.tvb(at + 5, 4), record.epoch):set_generated()
  return showPlaintext(c, tree, opening.plain)
end

-- ---------------------------------------------------------------- alerts (9.3)

local function showAlert(c, fact, tree)
  local size = fact.size - 5
  if isFirstLook(c, fact) then
    if c.way.frames > 1 then note(c, fact, "unexpected", "an alert behind the hello") end
    if c.stream.guest == c.index then note(c, fact, "unexpected", "an alert by the guest") end
  end
  addDirection(c, tree, fact.at, 5)
  addName(tree, c.tvb(fact.at + 4, 1), "alert")
  if size == 0 then return flag(tree, "malformed", "empty body", "alert, empty") end
  local code = byte(c.text, fact.at + 6)
  tree:add(fieldOf.code, c.tvb(fact.at + 5, 1))
  local words = "alert: " .. (CODES[code] or "code " .. code)
  if (code == 1) ~= (size == 3) or (size ~= 1 and size ~= 3) then
    return flag(tree, "malformed", "an alert of another size", words)
  end
  if size == 1 then return words end
  tree:add(fieldOf.version, c.tvb(fact.at + 6, 2))
  return words .. ", speaks " .. c.tvb(fact.at + 6, 2):uint()
end

-- ---------------------------------------------------------------- the stream, frame by frame

local SHOW = {[GUEST_HELLO] = showHello, [HOST_HELLO] = showHello, [RECORD] = showRecord, [ALERT] = showAlert}

local function showFrame(c, fact)
  local tree = c.tree:add(waxwing, c.tvb(fact.at, fact.size))
  tree:add(fieldOf.length, c.tvb(fact.at, 4))
  tree:add(fieldOf.type, c.tvb(fact.at + 4, 1))
  if not fact.judged and not c.pinfo.visited then c.way.frames = c.way.frames + 1 end
  local isEarly = fact.kind ~= RECORD or (fact.size >= 9 and u32(c.text, fact.at + 6) == 0)
  if isEarly and fact.size - 4 > HANDSHAKE_LIMIT then flag(tree, "too_large", "longer than 4,096 in the handshake") end
  local words = SHOW[fact.kind](c, fact, tree)
  showFlags(fact, tree)
  tree:append_text(", " .. words)
  return words
end

local function showBad(c, fact)
  local tree = c.tree:add(waxwing, c.tvb(fact.at, fact.size), "Waxwing, " .. fact.bad)
  tree:add(fieldOf.length, c.tvb(fact.at, 4))
  if fact.size > 4 then tree:add(fieldOf.type, c.tvb(fact.at + 4, 1)) end
  flag(tree, fact.expert, fact.bad)
  return fact.bad
end

local function showSkipped(c, fact)
  local tree = c.tree:add(waxwing, c.tvb(fact.at, fact.size), "Waxwing, " .. fact.skip .. " (" .. fact.size .. " bytes)")
  if fact.isMissing then flag(tree, "beginning_missing", fact.skip) end
  return fact.skip
end

-- A record's header that nothing else is likely to look like; `at` counts from 0.
local function isRecordHeader(text, at)
  if #text < at + HEADER then return false end
  local first, second, _, _, kind, epoch = byte(text, at + 1, at + 6)
  if kind ~= RECORD or first ~= 0 or second > 1 or epoch ~= 0 then return false end
  local length = u32(text, at + 1)
  if length > ROOM_LIMIT or not isPaddedSize(length - LEAST_RECORD) then return false end
  return u32(text, at + 10) == 0 and u32(text, at + 14) < MOST_RECORDS
end

local function findRecord(text, at)
  local found = at + 4
  repeat
    found = text:find("\3", found + 1, true)
    if found and isRecordHeader(text, found - 5) then return found - 5 end
  until not found
end

-- Behind a header that was none, or where the capture began within a frame: up to the next header of a record.
local function seek(c, at)
  local place, left = findRecord(c.text, at), #c.text - at
  local words = c.way.isBroken and "bytes of no frame" or "rest of a frame that began earlier"
  if place then c.way.isLost = false end
  if place == at then return nil end
  if not place and left < HEADER and c.canWait then return {more = -1} end
  local size = place and place - at or (c.canWait and left - HEADER + 1) or left
  return {skip = words, size = size, isMissing = not c.way.isBroken}
end

local function headerFault(length, kind, limit)
  if length == 0 then return "malformed", "length 0" end
  if length > limit then return "too_large", "length " .. whole(length) .. " is above " .. limit end
  if kind and not TYPES[kind] then return "malformed", "unknown type " .. kind end
end

-- What stands at `at`: a frame, a header that is none, bytes to pass over, or too few bytes to tell.
local function judge(c, at)
  local way, left = c.way, #c.text - at
  if way.isLost then
    local fact = seek(c, at)
    if fact then return fact end
  end
  if left < 4 then return {more = -1} end
  local length, kind = u32(c.text, at + 1), byte(c.text, at + 5)
  local isFirst = way.frames == 0
  local expertName, words = headerFault(length, kind, isFirst and way.isFresh and HANDSHAKE_LIMIT or ROOM_LIMIT)
  local isDoubtful = (isFirst and not way.isFresh) or c.isBehindLoss
  if not words and isDoubtful and kind == RECORD then
    if left < HEADER and c.canWait then return {more = -1} end
    if not isRecordHeader(c.text, at) then words = "no header" end
  end
  if words then
    way.isLost, way.isBroken, way.isFresh = true, not isDoubtful, false
    if isDoubtful then return judge(c, at) end
    return {bad = words, expert = expertName, size = math.min(left, 5)}
  end
  if left < 4 + length then return {more = 4 + length - left} end
  return {size = 4 + length, kind = kind}
end

-- The same at every look: the first one keeps what it found.
local function factAt(c, at)
  local key = c.name .. ":" .. at
  local fact = facts[key]
  if fact then return fact end
  fact = judge(c, at)
  fact.key, fact.at = key, at
  if not c.pinfo.visited then facts[key] = fact end
  return fact
end

-- Bytes of a frame whose end is not there: waits for it, or shows that it is cut.
local function wait(c, fact)
  if c.canWait then
    c.pinfo.desegment_offset = fact.at
    c.pinfo.desegment_len = fact.more < 0 and DESEGMENT_ONE_MORE_SEGMENT or fact.more
    return nil
  end
  c.tree:add(waxwing, c.tvb(fact.at), "Waxwing, a frame that is cut")
  return "cut frame"
end

local function dissectAll(c)
  local at = 0
  while at < #c.text do
    local fact = factAt(c, at)
    local show = fact.more and wait or fact.bad and showBad or fact.skip and showSkipped or showFrame
    local words = show(c, fact)
    if words and #c.words < MOST_WORDS then c.words[#c.words + 1] = words end
    if fact.more then return end
    at = at + fact.size
  end
end

-- How many times this packet has come, of which one part each is dissected: one that ends an earlier frame, and the rest.
local function countCalls(c)
  if not c.pinfo.visited then
    lastCalls = c.pinfo.number == lastNumber and lastCalls + 1 or 1
    lastNumber = c.pinfo.number
    calls[c.name] = lastCalls
  end
  return calls[c.name] or 1
end

local function showColumns(c, count)
  if #c.words == 0 then return end
  local line = table.concat(c.words, "; ") .. (#c.words == MOST_WORDS and "; \226\128\166" or "")
  c.pinfo.cols.protocol = "Waxwing"
  c.pinfo.cols.info:set(count > 1 and "; " .. line or line)
  c.pinfo.cols.info:fence()
end

function waxwing.dissector(tvb, pinfo, tree)
  if tvb:len() == 0 then return 0 end
  local stream, index = streamOf(pinfo)
  local c = {tvb = tvb, pinfo = pinfo, tree = tree, stream = stream, index = index, way = stream.ways[index], words = {},
             text = tvb:raw(), canWait = pinfo.can_desegment > 0, isBehindLoss = isThere(tcpLost),
             isOutOfPlace = isThere(tcpRetransmission) or isThere(tcpLate)}
  c.name = pinfo.number .. ":" .. tvb:offset() .. ":" .. tvb:len() .. ":" .. stream.name
  local count = countCalls(c)
  local done, why = pcall(dissectAll, c)
  if not done then flag(tree, "malformed", "the dissector gave up: " .. readable(tostring(why), 200)) end
  showColumns(c, count)
  return tvb:len()
end

-- ---------------------------------------------------------------- where it is found

local function isGuestHello(text)
  local length = #text >= 10 and u32(text, 1) or 0
  local kind, map = byte(text, 5, 6)
  if length < 8 or length > HANDSHAKE_LIMIT or kind ~= GUEST_HELLO or map < 0xA1 or map > 0xB7 then return false end
  return sub(text, 7, 10) == "\99key" or text:find("\103version", 7, true) ~= nil
end

local function dissectByLook(tvb, pinfo, tree)
  local text = tvb:len() >= 10 and tvb:raw() or ""
  if not isGuestHello(text) and not isRecordHeader(text, 0) then return false end
  pinfo.conversation = waxwing
  waxwing.dissector(tvb, pinfo, tree)
  return true
end

waxwing:register_heuristic("tcp", dissectByLook)

local ports, currentPort = DissectorTable.get("tcp.port"), 0

local function applyPreferences()
  if currentPort ~= waxwing.prefs.port then
    if currentPort > 0 then ports:remove(currentPort, waxwing) end
    currentPort = waxwing.prefs.port
    if currentPort > 0 then ports:add(currentPort, waxwing) end
  end
  forgetLog(waxwing.prefs.keylog)
  ciphers, cipherCount = {}, 0
  pcall(readLog)
end

function waxwing.prefs_changed()
  applyPreferences()
  forgetStreams()
end

function waxwing.init()
  forgetStreams()
  if log.path ~= waxwing.prefs.keylog then applyPreferences() else pcall(readLog) end
end

applyPreferences()
