package loopback.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Points as people write them: `7`, `7.5`, `7.25`.
public final class PointsFormat {

    public static String of(double points) {
        var exact = BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    private PointsFormat() {}
}
