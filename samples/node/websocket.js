// The little of RFC 6455 that an echo needs: text, ping and close, messages of up to 64 KiB.
import { createHash } from 'node:crypto';

const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];
const open = new Set();

export function accept(request, socket, head, answer) {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  open.add(socket);
  socket.on('close', () => open.delete(socket));
  socket.on('error', () => socket.destroy());
  let received = head;
  const take = (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let frame; (frame = nextFrame(received)); received = received.subarray(frame.size)) {
      if (frame.code === TEXT) send(socket, TEXT, Buffer.from(answer(frame.data.toString())));
      else if (frame.code === PING) send(socket, PONG, frame.data);
      else if (frame.code === CLOSE) return close(socket, frame.data);
    }
  };
  socket.on('data', take);
  take(Buffer.alloc(0));
}

/** A release that stops says so, and the client that connects again reaches the next one. */
export function closeAll() {
  for (const socket of open) close(socket, Buffer.from([0x03, 0xe9])); // 1001, going away
}

function close(socket, reason) {
  send(socket, CLOSE, reason);
  socket.end();
}

function send(socket, code, data) {
  const head = data.length < 126 ? [0x80 | code, data.length] : [0x80 | code, 126, data.length >> 8, data.length & 0xff];
  socket.write(Buffer.concat([Buffer.from(head), data]));
}

function nextFrame(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1] & 0x7f;
  if (short === 127) return { code: CLOSE, data: Buffer.from([0x03, 0xf1]), size: bytes.length }; // 1009, too big
  const start = short === 126 ? 8 : 6;
  if (bytes.length < start) return null;
  const size = start + (short === 126 ? bytes.readUInt16BE(2) : short);
  if (bytes.length < size) return null;
  const mask = bytes.subarray(start - 4, start);
  return { code: bytes[0] & 0x0f, data: bytes.subarray(start, size).map((byte, i) => byte ^ mask[i % 4]), size };
}
