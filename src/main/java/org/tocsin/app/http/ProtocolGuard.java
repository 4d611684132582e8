package org.tocsin.app.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Bounds the requests that a connection sends ahead, without awaiting its answers (RFC 9112 9.3.2):
 * Vert.x keeps all of them in memory, and the thread that reads all connections reads on as long as
 * it can answer at once. No browser does so, and no proxy. What is not HTTP/1 counts as garbled;
 * Vert.x would answer it by itself.
 */
final class ProtocolGuard extends ChannelDuplexHandler {
  private static final int MOST = 8;

  private int unanswered;

  /** Requests since this connection was last looked at. */
  private int atOnce;

  private boolean isOver;

  static void bound(HttpConnection connection) {
    var pipeline = ((ConnectionBase) connection).channelHandlerContext().pipeline();
    pipeline.addBefore("handler", "protocol-guard", new ProtocolGuard());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      if (++unanswered > MOST || ++atOnce > MOST) {
        isOver = true;
        context.close();
      }
      if (request.protocolVersion().majorVersion() != 1) {
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not HTTP/1")));
      }
    }
    if (isOver) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    atOnce = 0;
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isContinue(message)) {
      unanswered--;
    }
    context.write(message, promise);
  }

  private static boolean isContinue(Object message) {
    return message instanceof HttpResponse answer
        && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
