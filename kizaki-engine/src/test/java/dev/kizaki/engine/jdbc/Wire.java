package dev.kizaki.engine.jdbc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * One side of a PostgreSQL connection, message by message (PostgreSQL documentation, section 55.7).
 */
public final class Wire implements AutoCloseable {
  /** Ends what a client asks in one go; the server answers with {@link #READY}. */
  static final char SYNC = 'S';

  static final char QUERY = 'Q';
  public static final char TERMINATE = 'X';
  public static final char READY = 'Z';

  /** With it a server names its process, so that others can be asked to cancel it. */
  private static final char KEY = 'K';

  private static final int TLS_REQUEST = 80877103;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /**
   * A message as it is on the wire.
   *
   * @param type its letter; a space for the first one of a client, which has none
   */
  public record Message(char type, byte[] bytes) {
    /** Whether the server answers now, and the client waits for it. */
    public boolean asksForAnswer() {
      return type == SYNC || type == QUERY;
    }

    /** The server's process that serves the connection, where the message names it. */
    OptionalInt session() {
      return type == KEY ? OptionalInt.of(ByteBuffer.wrap(bytes).getInt(5)) : OptionalInt.empty();
    }

    /** The last byte: of {@link #READY}, {@code I} outside and {@code T} inside a transaction. */
    public char last() {
      return (char) bytes[bytes.length - 1];
    }
  }

  public Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** A message of a server with this content. */
  public static Message message(char type, String content) {
    byte[] text = content.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(text.length + 5);
    return new Message(type, bytes.put((byte) type).putInt(text.length + 4).put(text).array());
  }

  /** Answers a client's wish for TLS with this letter: {@code S} for yes, {@code N} for no. */
  void accepting(char answer) throws IOException {
    skip(8);
    out.write(answer);
  }

  /** Reads so many bytes and forgets them. */
  void skip(int bytes) throws IOException {
    in.readFully(new byte[bytes]);
  }

  /** Waits until the other side hangs up. */
  void readToEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** The first message of a client; if it asks for TLS before, there is none. */
  public Message readFirst() throws IOException {
    while (true) {
      int length = in.readInt();
      ByteBuffer bytes = ByteBuffer.allocate(length).putInt(length);
      in.readFully(bytes.array(), 4, length - 4);
      if (length != 8 || bytes.getInt(4) != TLS_REQUEST) {
        return new Message(' ', bytes.array());
      }
      out.write('N');
    }
  }

  public Message read() throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    ByteBuffer bytes = ByteBuffer.allocate(length + 1).put(type).putInt(length);
    in.readFully(bytes.array(), 5, length - 4);
    return new Message((char) type, bytes.array());
  }

  public void write(Message message) throws IOException {
    out.write(message.bytes());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
