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
  /** Ends a request of a client; the server answers with {@link #READY}. */
  static final char SYNC = 'S';

  static final char QUERY = 'Q';
  public static final char TERMINATE = 'X';
  public static final char READY = 'Z';

  /** Contains the process id of the session, which a client needs to cancel a query. */
  private static final char KEY = 'K';

  private static final int TLS_REQUEST = 80877103;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /**
   * A message of the protocol.
   *
   * @param type its letter; a space for the first message of a client, which has none
   */
  public record Message(char type, byte[] bytes) {
    /** Whether the message ends a request, so that the server answers and the client waits. */
    public boolean asksForAnswer() {
      return type == SYNC || type == QUERY;
    }

    /** The process id of the session, if the message contains it. */
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

  /** Answers a client's request for TLS with this letter: {@code S} for yes, {@code N} for no. */
  void accepting(char answer) throws IOException {
    skip(8);
    out.write(answer);
  }

  /** Skips this number of bytes. */
  void skip(int bytes) throws IOException {
    in.readFully(new byte[bytes]);
  }

  /** Waits until the other side closes the connection. */
  void readToEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** The startup message of a client. Refuses a request for TLS that comes before it. */
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
