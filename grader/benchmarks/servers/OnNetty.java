import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Netty, with its own epoll or with the JDK's selector, and one loop, as its rivals have.
final class OnNetty {

    private record Transport(IoHandlerFactory loop, Class<? extends ServerChannel> channel) {}

    private static final class Handler extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var bytes = (ByteBuf) message;
            for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
                byte b = bytes.getByte(i);
                if ('a' <= b && b <= 'z') {
                    bytes.setByte(i, b - 'a' + 'A');
                }
            }
            context.write(bytes, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var transport =
                switch (args[0]) {
                    case "epoll" ->
                            new Transport(
                                    EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
                    case "nio" ->
                            new Transport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
                    default -> throw new IllegalArgumentException("epoll or nio, not " + args[0]);
                };
        var group = new MultiThreadIoEventLoopGroup(1, transport.loop);
        var listener =
                new ServerBootstrap()
                        .group(group)
                        .channel(transport.channel)
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel client) {
                                        client.pipeline().addLast(new Handler());
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
        Capitals.announce(((InetSocketAddress) listener.localAddress()).getPort());
    }

    private OnNetty() {}
}
