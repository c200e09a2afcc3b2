// neg
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.negate"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// abs
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// exp
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.exponential"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// expm1
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.exponential_minus_one"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// log
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.log"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// log1p
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.log_plus_one"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// sqrt
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.sqrt"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// rsqrt
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.rsqrt"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// cbrt
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.cbrt"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// sin
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.sine"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// cos
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.cosine"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// tan
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.tan"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// tanh
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.tanh"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// logistic
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.logistic"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// erf
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.erf"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// erfc
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.erfc"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// erf_inv
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.erf_inv"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// square
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// reciprocal
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.divide"(%1, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// sign
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.sign"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// floor
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.floor"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// ceil
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.ceil"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// round
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.round_nearest_even"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%1) : (tensor<6xf32>) -> ()
  }
}
// -----
// is_finite
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xi1>) {
    %1 = "stablehlo.is_finite"(%0) : (tensor<5xf32>) -> tensor<5xi1>
    "func.return"(%1) : (tensor<5xi1>) -> ()
  }
}
// -----
// is_nan
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xi1>) {
    %1 = "stablehlo.compare"(%0, %0) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xi1>
    "func.return"(%1) : (tensor<5xi1>) -> ()
  }
}
// -----
// not
module @calx {
  func.func public @main(%0: tensor<4xi1>) -> (tensor<4xi1>) {
    %1 = "stablehlo.not"(%0) : (tensor<4xi1>) -> tensor<4xi1>
    "func.return"(%1) : (tensor<4xi1>) -> ()
  }
}
// -----
// popcount
module @calx {
  func.func public @main(%0: tensor<6xi32>) -> (tensor<6xi32>) {
    %1 = "stablehlo.popcnt"(%0) : (tensor<6xi32>) -> tensor<6xi32>
    "func.return"(%1) : (tensor<6xi32>) -> ()
  }
}
// -----
// clz
module @calx {
  func.func public @main(%0: tensor<6xi32>) -> (tensor<6xi32>) {
    %1 = "stablehlo.count_leading_zeros"(%0) : (tensor<6xi32>) -> tensor<6xi32>
    "func.return"(%1) : (tensor<6xi32>) -> ()
  }
}
// -----
// abs_at_zero
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%1) : (tensor<4xf32>) -> ()
  }
}
// -----
// unary_special
module @calx {
  func.func public @main(%0: tensor<7xf32>) -> (tensor<14x7xf32>) {
    %1 = "stablehlo.exponential"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %2 = "stablehlo.exponential_minus_one"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %3 = "stablehlo.log"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %4 = "stablehlo.log_plus_one"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %5 = "stablehlo.sqrt"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %6 = "stablehlo.rsqrt"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %7 = "stablehlo.cbrt"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %8 = "stablehlo.tanh"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %9 = "stablehlo.logistic"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %10 = "stablehlo.sign"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %11 = "stablehlo.abs"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %12 = "chlo.erf"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %13 = "stablehlo.round_nearest_even"(%0) : (tensor<7xf32>) -> tensor<7xf32>
    %14 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<7xf32>} : () -> tensor<7xf32>
    %15 = "stablehlo.divide"(%14, %0) : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xf32>
    %16 = "stablehlo.reshape"(%1) : (tensor<7xf32>) -> tensor<1x7xf32>
    %17 = "stablehlo.reshape"(%2) : (tensor<7xf32>) -> tensor<1x7xf32>
    %18 = "stablehlo.reshape"(%3) : (tensor<7xf32>) -> tensor<1x7xf32>
    %19 = "stablehlo.reshape"(%4) : (tensor<7xf32>) -> tensor<1x7xf32>
    %20 = "stablehlo.reshape"(%5) : (tensor<7xf32>) -> tensor<1x7xf32>
    %21 = "stablehlo.reshape"(%6) : (tensor<7xf32>) -> tensor<1x7xf32>
    %22 = "stablehlo.reshape"(%7) : (tensor<7xf32>) -> tensor<1x7xf32>
    %23 = "stablehlo.reshape"(%8) : (tensor<7xf32>) -> tensor<1x7xf32>
    %24 = "stablehlo.reshape"(%9) : (tensor<7xf32>) -> tensor<1x7xf32>
    %25 = "stablehlo.reshape"(%10) : (tensor<7xf32>) -> tensor<1x7xf32>
    %26 = "stablehlo.reshape"(%11) : (tensor<7xf32>) -> tensor<1x7xf32>
    %27 = "stablehlo.reshape"(%12) : (tensor<7xf32>) -> tensor<1x7xf32>
    %28 = "stablehlo.reshape"(%13) : (tensor<7xf32>) -> tensor<1x7xf32>
    %29 = "stablehlo.reshape"(%15) : (tensor<7xf32>) -> tensor<1x7xf32>
    %30 = "stablehlo.concatenate"(%16, %17, %18, %19, %20, %21, %22, %23, %24, %25, %26, %27, %28, %29) {dimension = 0 : i64} : (tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>, tensor<1x7xf32>) -> tensor<14x7xf32>
    "func.return"(%30) : (tensor<14x7xf32>) -> ()
  }
}
// -----
// neg_i32
module @calx {
  func.func public @main(%0: tensor<5xi32>) -> (tensor<5xi32>) {
    %1 = "stablehlo.negate"(%0) : (tensor<5xi32>) -> tensor<5xi32>
    "func.return"(%1) : (tensor<5xi32>) -> ()
  }
}
// -----
// abs_sign_i16
module @calx {
  func.func public @main(%0: tensor<6xi16>) -> (tensor<6xi16>) {
    %1 = "stablehlo.sign"(%0) : (tensor<6xi16>) -> tensor<6xi16>
    %2 = "stablehlo.abs"(%0) : (tensor<6xi16>) -> tensor<6xi16>
    %3 = "stablehlo.add"(%2, %1) : (tensor<6xi16>, tensor<6xi16>) -> tensor<6xi16>
    "func.return"(%3) : (tensor<6xi16>) -> ()
  }
}
// -----
// exp_bf16
module @calx {
  func.func public @main(%0: tensor<6xbf16>) -> (tensor<6xbf16>) {
    %1 = "stablehlo.exponential"(%0) : (tensor<6xbf16>) -> tensor<6xbf16>
    "func.return"(%1) : (tensor<6xbf16>) -> ()
  }
}
// -----
// tanh_f16
module @calx {
  func.func public @main(%0: tensor<6xf16>) -> (tensor<6xf16>) {
    %1 = "stablehlo.tanh"(%0) : (tensor<6xf16>) -> tensor<6xf16>
    "func.return"(%1) : (tensor<6xf16>) -> ()
  }
}
// -----
// tanh_scalar
module @calx {
  func.func public @main(%0: tensor<f32>) -> (tensor<f32>) {
    %1 = "stablehlo.tanh"(%0) : (tensor<f32>) -> tensor<f32>
    "func.return"(%1) : (tensor<f32>) -> ()
  }
}
// -----
// exp_empty
module @calx {
  func.func public @main(%0: tensor<0x3xf32>) -> (tensor<0x3xf32>) {
    %1 = "stablehlo.exponential"(%0) : (tensor<0x3xf32>) -> tensor<0x3xf32>
    "func.return"(%1) : (tensor<0x3xf32>) -> ()
  }
}
// -----
// exp_c64
module @calx {
  func.func public @main(%0: tensor<3xcomplex<f32>>) -> (tensor<3xcomplex<f32>>) {
    %1 = "stablehlo.exponential"(%0) : (tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
    %2 = "stablehlo.negate"(%1) : (tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
    "func.return"(%2) : (tensor<3xcomplex<f32>>) -> ()
  }
}
// -----
// not_i32
module @calx {
  func.func public @main(%0: tensor<5xi32>) -> (tensor<5xi32>) {
    %1 = "stablehlo.not"(%0) : (tensor<5xi32>) -> tensor<5xi32>
    "func.return"(%1) : (tensor<5xi32>) -> ()
  }
}
// -----
// popcount_u8
module @calx {
  func.func public @main(%0: tensor<4xui8>) -> (tensor<4xui8>) {
    %1 = "stablehlo.popcnt"(%0) : (tensor<4xui8>) -> tensor<4xui8>
    "func.return"(%1) : (tensor<4xui8>) -> ()
  }
}
// -----
// clz_i64
module @calx {
  func.func public @main(%0: tensor<4xi64>) -> (tensor<4xi64>) {
    %1 = "stablehlo.count_leading_zeros"(%0) : (tensor<4xi64>) -> tensor<4xi64>
    "func.return"(%1) : (tensor<4xi64>) -> ()
  }
}
// -----
// scale_and_shift
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xC0200000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0x3F400000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %4 = "stablehlo.add"(%2, %3) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%4) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// convert_to_i32
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xi32>) {
    %1 = "stablehlo.convert"(%0) : (tensor<6xf32>) -> tensor<6xi32>
    "func.return"(%1) : (tensor<6xi32>) -> ()
  }
}
// -----
// convert_to_bool
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xi1>) {
    %1 = "stablehlo.convert"(%0) : (tensor<5xf32>) -> tensor<5xi1>
    "func.return"(%1) : (tensor<5xi1>) -> ()
  }
}
// -----
// convert_from_i32
module @calx {
  func.func public @main(%0: tensor<4xi32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.convert"(%0) : (tensor<4xi32>) -> tensor<4xf32>
    "func.return"(%1) : (tensor<4xf32>) -> ()
  }
}
// -----
// convert_from_bool
module @calx {
  func.func public @main(%0: tensor<4xi1>) -> (tensor<4xf64>) {
    %1 = "stablehlo.convert"(%0) : (tensor<4xi1>) -> tensor<4xf64>
    "func.return"(%1) : (tensor<4xf64>) -> ()
  }
}
// -----
// convert_narrow
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xui8>) {
    %1 = "stablehlo.convert"(%0) : (tensor<4xf32>) -> tensor<4xi32>
    %2 = "stablehlo.convert"(%1) : (tensor<4xi32>) -> tensor<4xui8>
    "func.return"(%2) : (tensor<4xui8>) -> ()
  }
}
// -----
// convert_to_f32_and_back
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf64>) {
    %1 = "stablehlo.constant"() {value = dense<0x40400000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.convert"(%2) : (tensor<2x3xf32>) -> tensor<2x3xf64>
    "func.return"(%3) : (tensor<2x3xf64>) -> ()
  }
}
// -----
// convert_to_bf16
module @calx {
  func.func public @main(%0: tensor<9xf32>) -> (tensor<9xbf16>) {
    %1 = "stablehlo.convert"(%0) : (tensor<9xf32>) -> tensor<9xbf16>
    "func.return"(%1) : (tensor<9xbf16>) -> ()
  }
}
// -----
// convert_to_f16
module @calx {
  func.func public @main(%0: tensor<8xf32>) -> (tensor<8xf16>) {
    %1 = "stablehlo.convert"(%0) : (tensor<8xf32>) -> tensor<8xf16>
    "func.return"(%1) : (tensor<8xf16>) -> ()
  }
}
// -----
// bitcast
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xui32>) {
    %1 = "stablehlo.bitcast_convert"(%0) : (tensor<4xf32>) -> tensor<4xui32>
    "func.return"(%1) : (tensor<4xui32>) -> ()
  }
}
// -----
// stop_gradient
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.exponential"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.multiply"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// identity
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.sine"(%1) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%4) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// custom_gradient
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.divide"(%1, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.multiply"(%2, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%4) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// constant_f32
module @calx {
  func.func public @main(%0: tensor<2xf32>) -> (tensor<2xf32>) {
    %1 = "stablehlo.constant"() {value = dense<[0x3DCCCCCD, 0xC0400000]> : tensor<2xf32>} : () -> tensor<2xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%2) : (tensor<2xf32>) -> ()
  }
}
// -----
// constant_bool
module @calx {
  func.func public @main(%0: tensor<3xi1>) -> (tensor<3xi1>) {
    %1 = "stablehlo.constant"() {value = dense<[true, false, true]> : tensor<3xi1>} : () -> tensor<3xi1>
    %2 = "stablehlo.and"(%0, %1) : (tensor<3xi1>, tensor<3xi1>) -> tensor<3xi1>
    "func.return"(%2) : (tensor<3xi1>) -> ()
  }
}
// -----
// constant_long
module @calx {
  func.func public @main(%0: tensor<32xi32>) -> (tensor<32xi32>) {
    %1 = "stablehlo.constant"() {value = dense<"0xF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFFF9FFFFFF"> : tensor<32xi32>} : () -> tensor<32xi32>
    %2 = "stablehlo.add"(%0, %1) : (tensor<32xi32>, tensor<32xi32>) -> tensor<32xi32>
    "func.return"(%2) : (tensor<32xi32>) -> ()
  }
}
// -----
// constant_i64
module @calx {
  func.func public @main(%0: tensor<2xi64>) -> (tensor<2xi64>) {
    %1 = "stablehlo.constant"() {value = dense<-9007199254740993> : tensor<2xi64>} : () -> tensor<2xi64>
    %2 = "stablehlo.add"(%0, %1) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    "func.return"(%2) : (tensor<2xi64>) -> ()
  }
}
// -----
// constant_u64
module @calx {
  func.func public @main(%0: tensor<2xui64>) -> (tensor<2xui64>) {
    %1 = "stablehlo.constant"() {value = dense<[18446744073709551615]> : tensor<1xui64>} : () -> tensor<1xui64>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 0>} : (tensor<1xui64>) -> tensor<2xui64>
    %3 = "stablehlo.xor"(%0, %2) : (tensor<2xui64>, tensor<2xui64>) -> tensor<2xui64>
    "func.return"(%3) : (tensor<2xui64>) -> ()
  }
}
// -----
// add
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.add"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// sub
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.subtract"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// mul
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// div
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.divide"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// rem
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>) -> (tensor<4xf32>) {
    %2 = "stablehlo.remainder"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%2) : (tensor<4xf32>) -> ()
  }
}
// -----
// pow
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.power"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// atan2
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.atan2"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// maximum
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.maximum"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// minimum
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.minimum"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// mul_broadcast
module @calx {
  func.func public @main(%0: tensor<3x1xf32>, %1: tensor<1x4xf32>) -> (tensor<3x4xf32>) {
    %2 = "stablehlo.broadcast_in_dim"(%0) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<3x1xf32>) -> tensor<3x4xf32>
    %3 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x4xf32>) -> tensor<3x4xf32>
    %4 = "stablehlo.multiply"(%2, %3) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%4) : (tensor<3x4xf32>) -> ()
  }
}
// -----
// sub_broadcast_ranks
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<2x1x4xf32>) -> (tensor<2x1x4xf32>) {
    %2 = "stablehlo.broadcast_in_dim"(%0) {broadcast_dimensions = array<i64: 2>} : (tensor<4xf32>) -> tensor<2x1x4xf32>
    %3 = "stablehlo.subtract"(%2, %1) : (tensor<2x1x4xf32>, tensor<2x1x4xf32>) -> tensor<2x1x4xf32>
    "func.return"(%3) : (tensor<2x1x4xf32>) -> ()
  }
}
// -----
// div_by_scalar
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<f32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<2x3xf32>
    %3 = "stablehlo.divide"(%0, %2) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// atan2_quadrants
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>) -> (tensor<4xf32>) {
    %2 = "stablehlo.atan2"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%2) : (tensor<4xf32>) -> ()
  }
}
// -----
// sub_from_number
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.subtract"(%1, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// pow_number
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40400000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.power"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// pow_edges
module @calx {
  func.func public @main(%0: tensor<5xf32>, %1: tensor<5xf32>) -> (tensor<5xf32>) {
    %2 = "stablehlo.power"(%0, %1) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    "func.return"(%2) : (tensor<5xf32>) -> ()
  }
}
// -----
// pow_negative_base
module @calx {
  func.func public @main(%0: tensor<3xf32>) -> (tensor<3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40000000> : tensor<3xf32>} : () -> tensor<3xf32>
    %2 = "stablehlo.power"(%0, %1) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%2) : (tensor<3xf32>) -> ()
  }
}
// -----
// pow_i32
module @calx {
  func.func public @main(%0: tensor<4xi32>, %1: tensor<4xi32>) -> (tensor<4xi32>) {
    %2 = "stablehlo.power"(%0, %1) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    "func.return"(%2) : (tensor<4xi32>) -> ()
  }
}
// -----
// maximum_ties
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>) -> (tensor<4xf32>) {
    %2 = "stablehlo.maximum"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%2) : (tensor<4xf32>) -> ()
  }
}
// -----
// minimum_ties
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>) -> (tensor<4xf32>) {
    %2 = "stablehlo.minimum"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%2) : (tensor<4xf32>) -> ()
  }
}
// -----
// maximum_nan
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>) -> (tensor<4xf32>) {
    %2 = "stablehlo.maximum"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%2) : (tensor<4xf32>) -> ()
  }
}
// -----
// same_operand_twice
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.add"(%1, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// add_i32
module @calx {
  func.func public @main(%0: tensor<3xi32>, %1: tensor<3xi32>) -> (tensor<3xi32>) {
    %2 = "stablehlo.add"(%0, %1) : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    "func.return"(%2) : (tensor<3xi32>) -> ()
  }
}
// -----
// mul_u8
module @calx {
  func.func public @main(%0: tensor<3xui8>, %1: tensor<3xui8>) -> (tensor<3xui8>) {
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<3xui8>, tensor<3xui8>) -> tensor<3xui8>
    "func.return"(%2) : (tensor<3xui8>) -> ()
  }
}
// -----
// div_i32
module @calx {
  func.func public @main(%0: tensor<4xi32>, %1: tensor<4xi32>) -> (tensor<4xi32>) {
    %2 = "stablehlo.divide"(%0, %1) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    "func.return"(%2) : (tensor<4xi32>) -> ()
  }
}
// -----
// rem_i32
module @calx {
  func.func public @main(%0: tensor<4xi32>, %1: tensor<4xi32>) -> (tensor<4xi32>) {
    %2 = "stablehlo.remainder"(%0, %1) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    "func.return"(%2) : (tensor<4xi32>) -> ()
  }
}
// -----
// rem_negative
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>) -> (tensor<4xf32>) {
    %2 = "stablehlo.remainder"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%2) : (tensor<4xf32>) -> ()
  }
}
// -----
// add_bf16
module @calx {
  func.func public @main(%0: tensor<6xbf16>, %1: tensor<6xbf16>) -> (tensor<6xbf16>) {
    %2 = "stablehlo.add"(%0, %1) : (tensor<6xbf16>, tensor<6xbf16>) -> tensor<6xbf16>
    "func.return"(%2) : (tensor<6xbf16>) -> ()
  }
}
// -----
// mul_c64
module @calx {
  func.func public @main(%0: tensor<2xcomplex<f32>>, %1: tensor<2xcomplex<f32>>, %2: tensor<2xcomplex<f32>>) -> (tensor<2xcomplex<f32>>) {
    %3 = "stablehlo.multiply"(%0, %1) : (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
    %4 = "stablehlo.divide"(%3, %2) : (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
    "func.return"(%4) : (tensor<2xcomplex<f32>>) -> ()
  }
}
// -----
// and
module @calx {
  func.func public @main(%0: tensor<6xi32>, %1: tensor<6xi32>) -> (tensor<6xi32>) {
    %2 = "stablehlo.and"(%0, %1) : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
    "func.return"(%2) : (tensor<6xi32>) -> ()
  }
}
// -----
// or
module @calx {
  func.func public @main(%0: tensor<6xi32>, %1: tensor<6xi32>) -> (tensor<6xi32>) {
    %2 = "stablehlo.or"(%0, %1) : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
    "func.return"(%2) : (tensor<6xi32>) -> ()
  }
}
// -----
// xor
module @calx {
  func.func public @main(%0: tensor<6xi32>, %1: tensor<6xi32>) -> (tensor<6xi32>) {
    %2 = "stablehlo.xor"(%0, %1) : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
    "func.return"(%2) : (tensor<6xi32>) -> ()
  }
}
// -----
// and_bool
module @calx {
  func.func public @main(%0: tensor<4xi1>, %1: tensor<4xi1>) -> (tensor<4xi1>) {
    %2 = "stablehlo.and"(%0, %1) : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
    "func.return"(%2) : (tensor<4xi1>) -> ()
  }
}
// -----
// or_bool
module @calx {
  func.func public @main(%0: tensor<4xi1>, %1: tensor<4xi1>) -> (tensor<4xi1>) {
    %2 = "stablehlo.or"(%0, %1) : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
    "func.return"(%2) : (tensor<4xi1>) -> ()
  }
}
// -----
// xor_bool
module @calx {
  func.func public @main(%0: tensor<4xi1>, %1: tensor<4xi1>) -> (tensor<4xi1>) {
    %2 = "stablehlo.xor"(%0, %1) : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
    "func.return"(%2) : (tensor<4xi1>) -> ()
  }
}
// -----
// shift_left
module @calx {
  func.func public @main(%0: tensor<6xi32>, %1: tensor<6xi32>) -> (tensor<6xi32>) {
    %2 = "stablehlo.shift_left"(%0, %1) : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
    "func.return"(%2) : (tensor<6xi32>) -> ()
  }
}
// -----
// shift_right_signed
module @calx {
  func.func public @main(%0: tensor<4xi32>, %1: tensor<4xi32>) -> (tensor<4xi32>) {
    %2 = "stablehlo.shift_right_arithmetic"(%0, %1) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    "func.return"(%2) : (tensor<4xi32>) -> ()
  }
}
// -----
// shift_right_logical
module @calx {
  func.func public @main(%0: tensor<4xi32>, %1: tensor<4xi32>) -> (tensor<4xi32>) {
    %2 = "stablehlo.shift_right_logical"(%0, %1) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    "func.return"(%2) : (tensor<4xi32>) -> ()
  }
}
// -----
// shift_right_unsigned
module @calx {
  func.func public @main(%0: tensor<3xui32>, %1: tensor<3xui32>) -> (tensor<3xui32>) {
    %2 = "stablehlo.shift_right_logical"(%0, %1) : (tensor<3xui32>, tensor<3xui32>) -> tensor<3xui32>
    "func.return"(%2) : (tensor<3xui32>) -> ()
  }
}
// -----
// eq
module @calx {
  func.func public @main(%0: tensor<7xf32>, %1: tensor<7xf32>) -> (tensor<7xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xi1>
    "func.return"(%2) : (tensor<7xi1>) -> ()
  }
}
// -----
// ne
module @calx {
  func.func public @main(%0: tensor<7xf32>, %1: tensor<7xf32>) -> (tensor<7xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xi1>
    "func.return"(%2) : (tensor<7xi1>) -> ()
  }
}
// -----
// lt
module @calx {
  func.func public @main(%0: tensor<7xf32>, %1: tensor<7xf32>) -> (tensor<7xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xi1>
    "func.return"(%2) : (tensor<7xi1>) -> ()
  }
}
// -----
// le
module @calx {
  func.func public @main(%0: tensor<7xf32>, %1: tensor<7xf32>) -> (tensor<7xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xi1>
    "func.return"(%2) : (tensor<7xi1>) -> ()
  }
}
// -----
// gt
module @calx {
  func.func public @main(%0: tensor<7xf32>, %1: tensor<7xf32>) -> (tensor<7xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xi1>
    "func.return"(%2) : (tensor<7xi1>) -> ()
  }
}
// -----
// ge
module @calx {
  func.func public @main(%0: tensor<7xf32>, %1: tensor<7xf32>) -> (tensor<7xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xi1>
    "func.return"(%2) : (tensor<7xi1>) -> ()
  }
}
// -----
// lt_i32
module @calx {
  func.func public @main(%0: tensor<3xi32>, %1: tensor<3xi32>) -> (tensor<3xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
    "func.return"(%2) : (tensor<3xi1>) -> ()
  }
}
// -----
// lt_u32
module @calx {
  func.func public @main(%0: tensor<3xui32>, %1: tensor<3xui32>) -> (tensor<3xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type UNSIGNED>} : (tensor<3xui32>, tensor<3xui32>) -> tensor<3xi1>
    "func.return"(%2) : (tensor<3xi1>) -> ()
  }
}
// -----
// lt_broadcast
module @calx {
  func.func public @main(%0: tensor<3x1xf32>, %1: tensor<4xf32>) -> (tensor<3x4xi1>) {
    %2 = "stablehlo.broadcast_in_dim"(%0) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<3x1xf32>) -> tensor<3x4xf32>
    %3 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 1>} : (tensor<4xf32>) -> tensor<3x4xf32>
    %4 = "stablehlo.compare"(%2, %3) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xi1>
    "func.return"(%4) : (tensor<3x4xi1>) -> ()
  }
}
// -----
// eq_bool
module @calx {
  func.func public @main(%0: tensor<4xi1>, %1: tensor<4xi1>) -> (tensor<4xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type UNSIGNED>} : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
    "func.return"(%2) : (tensor<4xi1>) -> ()
  }
}
// -----
// select
module @calx {
  func.func public @main(%0: tensor<2x3xi1>, %1: tensor<2x3xf32>, %2: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %3 = "stablehlo.select"(%0, %1, %2) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// select_broadcast
module @calx {
  func.func public @main(%0: tensor<2x1xi1>, %1: tensor<3xf32>, %2: tensor<1x1xf32>) -> (tensor<2x3xf32>) {
    %3 = "stablehlo.broadcast_in_dim"(%0) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %4 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 1>} : (tensor<3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x1xf32>) -> tensor<2x3xf32>
    %6 = "stablehlo.select"(%3, %4, %5) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%6) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// select_number
module @calx {
  func.func public @main(%0: tensor<2x3xi1>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.constant"() {value = dense<0xBFC00000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %3 = "stablehlo.select"(%0, %1, %2) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// clamp
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>, %2: tensor<4xf32>) -> (tensor<4xf32>) {
    %3 = "stablehlo.clamp"(%0, %1, %2) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%3) : (tensor<4xf32>) -> ()
  }
}
// -----
// clamp_edges
module @calx {
  func.func public @main(%0: tensor<4xf32>, %1: tensor<4xf32>, %2: tensor<4xf32>) -> (tensor<4xf32>) {
    %3 = "stablehlo.clamp"(%0, %1, %2) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%3) : (tensor<4xf32>) -> ()
  }
}
// -----
// clamp_numbers
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xBF000000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %3 = "stablehlo.clamp"(%1, %0, %2) : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// clamp_i32
module @calx {
  func.func public @main(%0: tensor<9xi32>) -> (tensor<9xi32>) {
    %1 = "stablehlo.constant"() {value = dense<-2> : tensor<9xi32>} : () -> tensor<9xi32>
    %2 = "stablehlo.constant"() {value = dense<3> : tensor<9xi32>} : () -> tensor<9xi32>
    %3 = "stablehlo.clamp"(%1, %0, %2) : (tensor<9xi32>, tensor<9xi32>, tensor<9xi32>) -> tensor<9xi32>
    "func.return"(%3) : (tensor<9xi32>) -> ()
  }
}
// -----
// reshape
module @calx {
  func.func public @main(%0: tensor<2x6xf32>) -> (tensor<3x4xf32>) {
    %1 = "stablehlo.sine"(%0) : (tensor<2x6xf32>) -> tensor<2x6xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<2x6xf32>) -> tensor<3x4xf32>
    "func.return"(%2) : (tensor<3x4xf32>) -> ()
  }
}
// -----
// reshape_open
module @calx {
  func.func public @main(%0: tensor<3x4xf32>) -> (tensor<2x6xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<3x4xf32>) -> tensor<2x6xf32>
    "func.return"(%2) : (tensor<2x6xf32>) -> ()
  }
}
// -----
// reshape_scalar
module @calx {
  func.func public @main(%0: tensor<1x1xf32>) -> (tensor<f32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1x1xf32>) -> tensor<f32>
    "func.return"(%2) : (tensor<f32>) -> ()
  }
}
// -----
// flatten
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<2x12xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<2x3x4xf32>) -> tensor<2x12xf32>
    "func.return"(%2) : (tensor<2x12xf32>) -> ()
  }
}
// -----
// flatten_all
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<2x3xf32>) -> tensor<6xf32>
    "func.return"(%2) : (tensor<6xf32>) -> ()
  }
}
// -----
// expand_dims
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x1x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<2x3xf32>) -> tensor<2x1x3xf32>
    "func.return"(%2) : (tensor<2x1x3xf32>) -> ()
  }
}
// -----
// expand_dims_last
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3x1xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    "func.return"(%2) : (tensor<2x3x1xf32>) -> ()
  }
}
// -----
// squeeze
module @calx {
  func.func public @main(%0: tensor<2x1x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x1x3xf32>, tensor<2x1x3xf32>) -> tensor<2x1x3xf32>
    %2 = "stablehlo.reshape"(%1) : (tensor<2x1x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// transpose
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<4x2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %2 = "stablehlo.transpose"(%1) {permutation = array<i64: 2, 0, 1>} : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
    "func.return"(%2) : (tensor<4x2x3xf32>) -> ()
  }
}
// -----
// transpose_i32
module @calx {
  func.func public @main(%0: tensor<2x3xi32>) -> (tensor<3x2xi32>) {
    %1 = "stablehlo.transpose"(%0) {permutation = array<i64: 1, 0>} : (tensor<2x3xi32>) -> tensor<3x2xi32>
    "func.return"(%1) : (tensor<3x2xi32>) -> ()
  }
}
// -----
// swap_axes
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<4x3x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %2 = "stablehlo.transpose"(%1) {permutation = array<i64: 2, 1, 0>} : (tensor<2x3x4xf32>) -> tensor<4x3x2xf32>
    "func.return"(%2) : (tensor<4x3x2xf32>) -> ()
  }
}
// -----
// broadcast
module @calx {
  func.func public @main(%0: tensor<3x1xf32>) -> (tensor<2x3x4xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<3x1xf32>, tensor<3x1xf32>) -> tensor<3x1xf32>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x1xf32>) -> tensor<2x3x4xf32>
    "func.return"(%2) : (tensor<2x3x4xf32>) -> ()
  }
}
// -----
// broadcast_scalar
module @calx {
  func.func public @main(%0: tensor<f32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// broadcast_in_dim
module @calx {
  func.func public @main(%0: tensor<3x2xf32>) -> (tensor<3x4x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 0, 2>} : (tensor<3x2xf32>) -> tensor<3x4x2xf32>
    "func.return"(%2) : (tensor<3x4x2xf32>) -> ()
  }
}
// -----
// broadcast_in_dim_crossed
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<3x4x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 2, 0>} : (tensor<2x3xf32>) -> tensor<3x4x2xf32>
    "func.return"(%2) : (tensor<3x4x2xf32>) -> ()
  }
}
// -----
// broadcast_in_dim_of_one
module @calx {
  func.func public @main(%0: tensor<3x1xf32>) -> (tensor<4x2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<3x1xf32>, tensor<3x1xf32>) -> tensor<3x1xf32>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 2, 0>} : (tensor<3x1xf32>) -> tensor<4x2x3xf32>
    "func.return"(%2) : (tensor<4x2x3xf32>) -> ()
  }
}
// -----
// reverse
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.reverse"(%1) {dimensions = array<i64: 1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// reverse_two
module @calx {
  func.func public @main(%0: tensor<2x2x3xf32>) -> (tensor<2x2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x2x3xf32>, tensor<2x2x3xf32>) -> tensor<2x2x3xf32>
    %2 = "stablehlo.reverse"(%1) {dimensions = array<i64: 2, 0>} : (tensor<2x2x3xf32>) -> tensor<2x2x3xf32>
    "func.return"(%2) : (tensor<2x2x3xf32>) -> ()
  }
}
// -----
// iota
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// iota_u8
module @calx {
  func.func public @main(%0: tensor<4x2xui8>) -> (tensor<4x2xui8>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4x2xui8>
    %2 = "stablehlo.add"(%0, %1) : (tensor<4x2xui8>, tensor<4x2xui8>) -> tensor<4x2xui8>
    "func.return"(%2) : (tensor<4x2xui8>) -> ()
  }
}
// -----
// concatenate
module @calx {
  func.func public @main(%0: tensor<2x1xf32>, %1: tensor<2x3xf32>, %2: tensor<2x2xf32>) -> (tensor<2x6xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<2x2xf32>) -> tensor<2x2xf32>
    %5 = "stablehlo.concatenate"(%3, %1, %4) {dimension = 1 : i64} : (tensor<2x1xf32>, tensor<2x3xf32>, tensor<2x2xf32>) -> tensor<2x6xf32>
    "func.return"(%5) : (tensor<2x6xf32>) -> ()
  }
}
// -----
// concatenate_twice
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x6xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.concatenate"(%1, %0) {dimension = 1 : i64} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x6xf32>
    "func.return"(%2) : (tensor<2x6xf32>) -> ()
  }
}
// -----
// concatenate_empty
module @calx {
  func.func public @main(%0: tensor<0x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<0x3xf32>, tensor<0x3xf32>) -> tensor<0x3xf32>
    %3 = "stablehlo.multiply"(%1, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.concatenate"(%2, %3) {dimension = 0 : i64} : (tensor<0x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%4) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// slice
module @calx {
  func.func public @main(%0: tensor<4x5xf32>) -> (tensor<2x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 1, 0>, limit_indices = array<i64: 3, 2>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<2x2xf32>
    "func.return"(%2) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// slice_strided
module @calx {
  func.func public @main(%0: tensor<5x8xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<5x8xf32>, tensor<5x8xf32>) -> tensor<5x8xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 4, 7>, strides = array<i64: 3, 2>} : (tensor<5x8xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// slice_from_end
module @calx {
  func.func public @main(%0: tensor<4x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 1, 0>, limit_indices = array<i64: 3, 5>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<2x5xf32>
    "func.return"(%2) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// slice_empty
module @calx {
  func.func public @main(%0: tensor<4x5xf32>) -> (tensor<0x5xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 2, 0>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<0x5xf32>
    "func.return"(%2) : (tensor<0x5xf32>) -> ()
  }
}
// -----
// slice_axis
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// pad
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<3x5xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.pad"(%1, %2) {edge_padding_low = array<i64: 1, 0>, edge_padding_high = array<i64: 0, 2>, interior_padding = array<i64: 0, 0>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<3x5xf32>
    "func.return"(%3) : (tensor<3x5xf32>) -> ()
  }
}
// -----
// pad_value
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<4x5xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0xC0200000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.pad"(%1, %2) {edge_padding_low = array<i64: 1, 1>, edge_padding_high = array<i64: 1, 1>, interior_padding = array<i64: 0, 0>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<4x5xf32>
    "func.return"(%3) : (tensor<4x5xf32>) -> ()
  }
}
// -----
// pad_interior
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<5x6xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x40E00000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.pad"(%1, %2) {edge_padding_low = array<i64: 0, 1>, edge_padding_high = array<i64: 1, 0>, interior_padding = array<i64: 2, 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<5x6xf32>
    "func.return"(%3) : (tensor<5x6xf32>) -> ()
  }
}
// -----
// pad_negative
module @calx {
  func.func public @main(%0: tensor<3x4xf32>) -> (tensor<4x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %2 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.pad"(%1, %2) {edge_padding_low = array<i64: -1, 1>, edge_padding_high = array<i64: 2, -2>, interior_padding = array<i64: 0, 0>} : (tensor<3x4xf32>, tensor<f32>) -> tensor<4x3xf32>
    "func.return"(%3) : (tensor<4x3xf32>) -> ()
  }
}
// -----
// pad_negative_interior
module @calx {
  func.func public @main(%0: tensor<4x3xf32>) -> (tensor<4x8xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x40400000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.pad"(%1, %2) {edge_padding_low = array<i64: -1, 2>, edge_padding_high = array<i64: -2, -1>, interior_padding = array<i64: 1, 2>} : (tensor<4x3xf32>, tensor<f32>) -> tensor<4x8xf32>
    "func.return"(%3) : (tensor<4x8xf32>) -> ()
  }
}
// -----
// pad_i32
module @calx {
  func.func public @main(%0: tensor<3xi32>) -> (tensor<6xi32>) {
    %1 = "stablehlo.constant"() {value = dense<-9> : tensor<i32>} : () -> tensor<i32>
    %2 = "stablehlo.pad"(%0, %1) {edge_padding_low = array<i64: 1>, edge_padding_high = array<i64: 2>, interior_padding = array<i64: 0>} : (tensor<3xi32>, tensor<i32>) -> tensor<6xi32>
    "func.return"(%2) : (tensor<6xi32>) -> ()
  }
}
// -----
// sum
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<f32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    "func.return"(%6) : (tensor<f32>) -> ()
  }
}
// -----
// sum_axis
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<2x4xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3x4xf32>, tensor<f32>) -> tensor<2x4xf32>
    "func.return"(%6) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// sum_axes_kept
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<1x3x1xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 2>} : (tensor<2x3x4xf32>, tensor<f32>) -> tensor<3xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<3xf32>) -> tensor<1x3x1xf32>
    "func.return"(%7) : (tensor<1x3x1xf32>) -> ()
  }
}
// -----
// sum_axes_unordered
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2, 0>} : (tensor<2x3x4xf32>, tensor<f32>) -> tensor<3xf32>
    "func.return"(%6) : (tensor<3xf32>) -> ()
  }
}
// -----
// sum_of_nothing
module @calx {
  func.func public @main(%0: tensor<0x3xf32>) -> (tensor<3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<0x3xf32>, tensor<0x3xf32>) -> tensor<0x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<0x3xf32>, tensor<f32>) -> tensor<3xf32>
    "func.return"(%6) : (tensor<3xf32>) -> ()
  }
}
// -----
// sum_scalar
module @calx {
  func.func public @main(%0: tensor<f32>) -> (tensor<f32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64>} : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "func.return"(%6) : (tensor<f32>) -> ()
  }
}
// -----
// sum_i32
module @calx {
  func.func public @main(%0: tensor<4x3xi32>) -> (tensor<3xi32>) {
    %4 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<i32>, %2: tensor<i32>):
      %3 = "stablehlo.add"(%1, %2) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%3) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x3xi32>, tensor<i32>) -> tensor<3xi32>
    "func.return"(%5) : (tensor<3xi32>) -> ()
  }
}
// -----
// sum_bf16
module @calx {
  func.func public @main(%0: tensor<8x3xbf16>) -> (tensor<3xbf16>) {
    %4 = "stablehlo.constant"() {value = dense<0x0000> : tensor<bf16>} : () -> tensor<bf16>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<bf16>, %2: tensor<bf16>):
      %3 = "stablehlo.add"(%1, %2) : (tensor<bf16>, tensor<bf16>) -> tensor<bf16>
      "stablehlo.return"(%3) : (tensor<bf16>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<8x3xbf16>, tensor<bf16>) -> tensor<3xbf16>
    "func.return"(%5) : (tensor<3xbf16>) -> ()
  }
}
// -----
// mean
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<f32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %7 = "stablehlo.constant"() {value = dense<0x40C00000> : tensor<f32>} : () -> tensor<f32>
    %8 = "stablehlo.divide"(%6, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "func.return"(%8) : (tensor<f32>) -> ()
  }
}
// -----
// mean_axis
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x1xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2xf32>) -> tensor<2x1xf32>
    %8 = "stablehlo.constant"() {value = dense<0x40400000> : tensor<2x1xf32>} : () -> tensor<2x1xf32>
    %9 = "stablehlo.divide"(%7, %8) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    "func.return"(%9) : (tensor<2x1xf32>) -> ()
  }
}
// -----
// product
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<f32>) {
    %4 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.multiply"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    "func.return"(%5) : (tensor<f32>) -> ()
  }
}
// -----
// product_axis
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x1xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.multiply"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x5xf32>, tensor<f32>) -> tensor<2xf32>
    %6 = "stablehlo.reshape"(%5) : (tensor<2xf32>) -> tensor<2x1xf32>
    "func.return"(%6) : (tensor<2x1xf32>) -> ()
  }
}
// -----
// product_axes
module @calx {
  func.func public @main(%0: tensor<2x2x3xf32>) -> (tensor<2xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.multiply"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2, 0>} : (tensor<2x2x3xf32>, tensor<f32>) -> tensor<2xf32>
    "func.return"(%5) : (tensor<2xf32>) -> ()
  }
}
// -----
// product_with_zeros
module @calx {
  func.func public @main(%0: tensor<3x4xf32>) -> (tensor<4xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.multiply"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3x4xf32>, tensor<f32>) -> tensor<4xf32>
    "func.return"(%5) : (tensor<4xf32>) -> ()
  }
}
// -----
// product_i32
module @calx {
  func.func public @main(%0: tensor<4x3xi32>) -> (tensor<3xi32>) {
    %4 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<i32>, %2: tensor<i32>):
      %3 = "stablehlo.multiply"(%1, %2) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%3) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x3xi32>, tensor<i32>) -> tensor<3xi32>
    "func.return"(%5) : (tensor<3xi32>) -> ()
  }
}
// -----
// max
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<f32>) {
    %4 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.maximum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "func.return"(%6) : (tensor<f32>) -> ()
  }
}
// -----
// max_axis
module @calx {
  func.func public @main(%0: tensor<4x3xf32>) -> (tensor<1x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x3xf32>, tensor<f32>) -> tensor<3xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<3xf32>) -> tensor<1x3xf32>
    "func.return"(%7) : (tensor<1x3xf32>) -> ()
  }
}
// -----
// max_ties
module @calx {
  func.func public @main(%0: tensor<3x4xf32>) -> (tensor<3xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.maximum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<3x4xf32>, tensor<f32>) -> tensor<3xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%6) : (tensor<3xf32>) -> ()
  }
}
// -----
// max_nan
module @calx {
  func.func public @main(%0: tensor<3x2xf32>) -> (tensor<3xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.maximum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<3x2xf32>, tensor<f32>) -> tensor<3xf32>
    "func.return"(%5) : (tensor<3xf32>) -> ()
  }
}
// -----
// max_i8
module @calx {
  func.func public @main(%0: tensor<2x2xi8>) -> (tensor<2xi8>) {
    %4 = "stablehlo.constant"() {value = dense<-128> : tensor<i8>} : () -> tensor<i8>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<i8>, %2: tensor<i8>):
      %3 = "stablehlo.maximum"(%1, %2) : (tensor<i8>, tensor<i8>) -> tensor<i8>
      "stablehlo.return"(%3) : (tensor<i8>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x2xi8>, tensor<i8>) -> tensor<2xi8>
    "func.return"(%5) : (tensor<2xi8>) -> ()
  }
}
// -----
// max_empty
module @calx {
  func.func public @main(%0: tensor<2x0xf32>) -> (tensor<2xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.maximum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x0xf32>, tensor<f32>) -> tensor<2xf32>
    "func.return"(%5) : (tensor<2xf32>) -> ()
  }
}
// -----
// min
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.minimum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%6) : (tensor<2xf32>) -> ()
  }
}
// -----
// min_ties
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<2xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.minimum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%6) : (tensor<2xf32>) -> ()
  }
}
// -----
// min_u32
module @calx {
  func.func public @main(%0: tensor<2x2xui32>) -> (tensor<2xui32>) {
    %4 = "stablehlo.constant"() {value = dense<4294967295> : tensor<ui32>} : () -> tensor<ui32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<ui32>, %2: tensor<ui32>):
      %3 = "stablehlo.minimum"(%1, %2) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
      "stablehlo.return"(%3) : (tensor<ui32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<2x2xui32>, tensor<ui32>) -> tensor<2xui32>
    "func.return"(%5) : (tensor<2xui32>) -> ()
  }
}
// -----
// any
module @calx {
  func.func public @main(%0: tensor<2x3xi1>) -> (tensor<3xi1>) {
    %4 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<i1>, %2: tensor<i1>):
      %3 = "stablehlo.or"(%1, %2) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      "stablehlo.return"(%3) : (tensor<i1>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<2x3xi1>, tensor<i1>) -> tensor<3xi1>
    "func.return"(%5) : (tensor<3xi1>) -> ()
  }
}
// -----
// all
module @calx {
  func.func public @main(%0: tensor<2x3xi1>) -> (tensor<2x1xi1>) {
    %4 = "stablehlo.constant"() {value = dense<true> : tensor<i1>} : () -> tensor<i1>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<i1>, %2: tensor<i1>):
      %3 = "stablehlo.and"(%1, %2) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      "stablehlo.return"(%3) : (tensor<i1>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xi1>, tensor<i1>) -> tensor<2xi1>
    %6 = "stablehlo.reshape"(%5) : (tensor<2xi1>) -> tensor<2x1xi1>
    "func.return"(%6) : (tensor<2x1xi1>) -> ()
  }
}
// -----
// argmax
module @calx {
  func.func public @main(%0: tensor<3x4xf32>) -> (tensor<3xi32>) {
    %1 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %2:2 = "stablehlo.optimization_barrier"(%0, %1) : (tensor<3x4xf32>, tensor<i1>) -> (tensor<3x4xf32>, tensor<i1>)
    %6 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %7 = "stablehlo.reduce"(%2#0, %6) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = "stablehlo.maximum"(%3, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<3x4xf32>, tensor<f32>) -> tensor<3xf32>
    %8 = "stablehlo.reshape"(%7) : (tensor<3xf32>) -> tensor<3x1xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<3x1xf32>) -> tensor<3x4xf32>
    %10 = "stablehlo.compare"(%2#0, %9) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xi1>
    %11 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x4xi32>
    %12 = "stablehlo.compare"(%2#0, %2#0) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xi1>
    %13 = "stablehlo.or"(%10, %12) : (tensor<3x4xi1>, tensor<3x4xi1>) -> tensor<3x4xi1>
    %14 = "stablehlo.constant"() {value = dense<3> : tensor<3x4xi32>} : () -> tensor<3x4xi32>
    %15 = "stablehlo.select"(%13, %11, %14) : (tensor<3x4xi1>, tensor<3x4xi32>, tensor<3x4xi32>) -> tensor<3x4xi32>
    %19 = "stablehlo.constant"() {value = dense<2147483647> : tensor<i32>} : () -> tensor<i32>
    %20 = "stablehlo.reduce"(%15, %19) ({
    ^bb0(%16: tensor<i32>, %17: tensor<i32>):
      %18 = "stablehlo.minimum"(%16, %17) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%18) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<3x4xi32>, tensor<i32>) -> tensor<3xi32>
    "func.return"(%20) : (tensor<3xi32>) -> ()
  }
}
// -----
// argmax_ties_and_nan
module @calx {
  func.func public @main(%0: tensor<5x4xf32>) -> (tensor<5xi32>) {
    %1 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %2:2 = "stablehlo.optimization_barrier"(%0, %1) : (tensor<5x4xf32>, tensor<i1>) -> (tensor<5x4xf32>, tensor<i1>)
    %6 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %7 = "stablehlo.reduce"(%2#0, %6) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = "stablehlo.maximum"(%3, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<5x4xf32>, tensor<f32>) -> tensor<5xf32>
    %8 = "stablehlo.reshape"(%7) : (tensor<5xf32>) -> tensor<5x1xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<5x1xf32>) -> tensor<5x4xf32>
    %10 = "stablehlo.compare"(%2#0, %9) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<5x4xf32>, tensor<5x4xf32>) -> tensor<5x4xi1>
    %11 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<5x4xi32>
    %12 = "stablehlo.compare"(%2#0, %2#0) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<5x4xf32>, tensor<5x4xf32>) -> tensor<5x4xi1>
    %13 = "stablehlo.or"(%10, %12) : (tensor<5x4xi1>, tensor<5x4xi1>) -> tensor<5x4xi1>
    %14 = "stablehlo.constant"() {value = dense<3> : tensor<5x4xi32>} : () -> tensor<5x4xi32>
    %15 = "stablehlo.select"(%13, %11, %14) : (tensor<5x4xi1>, tensor<5x4xi32>, tensor<5x4xi32>) -> tensor<5x4xi32>
    %19 = "stablehlo.constant"() {value = dense<2147483647> : tensor<i32>} : () -> tensor<i32>
    %20 = "stablehlo.reduce"(%15, %19) ({
    ^bb0(%16: tensor<i32>, %17: tensor<i32>):
      %18 = "stablehlo.minimum"(%16, %17) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%18) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<5x4xi32>, tensor<i32>) -> tensor<5xi32>
    "func.return"(%20) : (tensor<5xi32>) -> ()
  }
}
// -----
// argmax_i32
module @calx {
  func.func public @main(%0: tensor<2x2xi32>) -> (tensor<2xi32>) {
    %1 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %2:2 = "stablehlo.optimization_barrier"(%0, %1) : (tensor<2x2xi32>, tensor<i1>) -> (tensor<2x2xi32>, tensor<i1>)
    %6 = "stablehlo.constant"() {value = dense<-2147483648> : tensor<i32>} : () -> tensor<i32>
    %7 = "stablehlo.reduce"(%2#0, %6) ({
    ^bb0(%3: tensor<i32>, %4: tensor<i32>):
      %5 = "stablehlo.maximum"(%3, %4) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%5) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<2x2xi32>, tensor<i32>) -> tensor<2xi32>
    %8 = "stablehlo.reshape"(%7) : (tensor<2xi32>) -> tensor<1x2xi32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x2xi32>) -> tensor<2x2xi32>
    %10 = "stablehlo.compare"(%2#0, %9) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi1>
    %11 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<2x2xi32>
    %12 = "stablehlo.constant"() {value = dense<1> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %13 = "stablehlo.select"(%10, %11, %12) : (tensor<2x2xi1>, tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi32>
    %17 = "stablehlo.constant"() {value = dense<2147483647> : tensor<i32>} : () -> tensor<i32>
    %18 = "stablehlo.reduce"(%13, %17) ({
    ^bb0(%14: tensor<i32>, %15: tensor<i32>):
      %16 = "stablehlo.minimum"(%14, %15) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%16) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<2x2xi32>, tensor<i32>) -> tensor<2xi32>
    "func.return"(%18) : (tensor<2xi32>) -> ()
  }
}
// -----
// argmax_bool
module @calx {
  func.func public @main(%0: tensor<2x3xi1>) -> (tensor<2xi32>) {
    %1 = "stablehlo.convert"(%0) : (tensor<2x3xi1>) -> tensor<2x3xui8>
    %2 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %3:2 = "stablehlo.optimization_barrier"(%1, %2) : (tensor<2x3xui8>, tensor<i1>) -> (tensor<2x3xui8>, tensor<i1>)
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<ui8>} : () -> tensor<ui8>
    %8 = "stablehlo.reduce"(%3#0, %7) ({
    ^bb0(%4: tensor<ui8>, %5: tensor<ui8>):
      %6 = "stablehlo.maximum"(%4, %5) : (tensor<ui8>, tensor<ui8>) -> tensor<ui8>
      "stablehlo.return"(%6) : (tensor<ui8>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xui8>, tensor<ui8>) -> tensor<2xui8>
    %9 = "stablehlo.reshape"(%8) : (tensor<2xui8>) -> tensor<2x1xui8>
    %10 = "stablehlo.broadcast_in_dim"(%9) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xui8>) -> tensor<2x3xui8>
    %11 = "stablehlo.compare"(%3#0, %10) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type UNSIGNED>} : (tensor<2x3xui8>, tensor<2x3xui8>) -> tensor<2x3xi1>
    %12 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x3xi32>
    %13 = "stablehlo.constant"() {value = dense<2> : tensor<2x3xi32>} : () -> tensor<2x3xi32>
    %14 = "stablehlo.select"(%11, %12, %13) : (tensor<2x3xi1>, tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>
    %18 = "stablehlo.constant"() {value = dense<2147483647> : tensor<i32>} : () -> tensor<i32>
    %19 = "stablehlo.reduce"(%14, %18) ({
    ^bb0(%15: tensor<i32>, %16: tensor<i32>):
      %17 = "stablehlo.minimum"(%15, %16) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%17) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xi32>, tensor<i32>) -> tensor<2xi32>
    "func.return"(%19) : (tensor<2xi32>) -> ()
  }
}
// -----
// argmin
module @calx {
  func.func public @main(%0: tensor<3x4xf32>) -> (tensor<4xi32>) {
    %1 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %2:2 = "stablehlo.optimization_barrier"(%0, %1) : (tensor<3x4xf32>, tensor<i1>) -> (tensor<3x4xf32>, tensor<i1>)
    %6 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<f32>} : () -> tensor<f32>
    %7 = "stablehlo.reduce"(%2#0, %6) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = "stablehlo.minimum"(%3, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3x4xf32>, tensor<f32>) -> tensor<4xf32>
    %8 = "stablehlo.reshape"(%7) : (tensor<4xf32>) -> tensor<1x4xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x4xf32>) -> tensor<3x4xf32>
    %10 = "stablehlo.compare"(%2#0, %9) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xi1>
    %11 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x4xi32>
    %12 = "stablehlo.compare"(%2#0, %2#0) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xi1>
    %13 = "stablehlo.or"(%10, %12) : (tensor<3x4xi1>, tensor<3x4xi1>) -> tensor<3x4xi1>
    %14 = "stablehlo.constant"() {value = dense<2> : tensor<3x4xi32>} : () -> tensor<3x4xi32>
    %15 = "stablehlo.select"(%13, %11, %14) : (tensor<3x4xi1>, tensor<3x4xi32>, tensor<3x4xi32>) -> tensor<3x4xi32>
    %19 = "stablehlo.constant"() {value = dense<2147483647> : tensor<i32>} : () -> tensor<i32>
    %20 = "stablehlo.reduce"(%15, %19) ({
    ^bb0(%16: tensor<i32>, %17: tensor<i32>):
      %18 = "stablehlo.minimum"(%16, %17) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%18) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3x4xi32>, tensor<i32>) -> tensor<4xi32>
    "func.return"(%20) : (tensor<4xi32>) -> ()
  }
}
// -----
// argmin_ties_and_nan
module @calx {
  func.func public @main(%0: tensor<5x4xf32>) -> (tensor<5xi32>) {
    %1 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %2:2 = "stablehlo.optimization_barrier"(%0, %1) : (tensor<5x4xf32>, tensor<i1>) -> (tensor<5x4xf32>, tensor<i1>)
    %6 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<f32>} : () -> tensor<f32>
    %7 = "stablehlo.reduce"(%2#0, %6) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = "stablehlo.minimum"(%3, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<5x4xf32>, tensor<f32>) -> tensor<5xf32>
    %8 = "stablehlo.reshape"(%7) : (tensor<5xf32>) -> tensor<5x1xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<5x1xf32>) -> tensor<5x4xf32>
    %10 = "stablehlo.compare"(%2#0, %9) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<5x4xf32>, tensor<5x4xf32>) -> tensor<5x4xi1>
    %11 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<5x4xi32>
    %12 = "stablehlo.compare"(%2#0, %2#0) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<5x4xf32>, tensor<5x4xf32>) -> tensor<5x4xi1>
    %13 = "stablehlo.or"(%10, %12) : (tensor<5x4xi1>, tensor<5x4xi1>) -> tensor<5x4xi1>
    %14 = "stablehlo.constant"() {value = dense<3> : tensor<5x4xi32>} : () -> tensor<5x4xi32>
    %15 = "stablehlo.select"(%13, %11, %14) : (tensor<5x4xi1>, tensor<5x4xi32>, tensor<5x4xi32>) -> tensor<5x4xi32>
    %19 = "stablehlo.constant"() {value = dense<2147483647> : tensor<i32>} : () -> tensor<i32>
    %20 = "stablehlo.reduce"(%15, %19) ({
    ^bb0(%16: tensor<i32>, %17: tensor<i32>):
      %18 = "stablehlo.minimum"(%16, %17) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%18) : (tensor<i32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<5x4xi32>, tensor<i32>) -> tensor<5xi32>
    "func.return"(%20) : (tensor<5xi32>) -> ()
  }
}
// -----
// reduce_by_pairs
module @calx {
  func.func public @main(%0: tensor<2x5xf32>, %1: tensor<2x5xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
    %2 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %14:2 = "stablehlo.reduce"(%0, %1, %2, %3) ({
    ^bb0(%4: tensor<f32>, %5: tensor<f32>, %6: tensor<f32>, %7: tensor<f32>):
      %8 = "stablehlo.multiply"(%5, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %9 = "stablehlo.multiply"(%4, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.subtract"(%9, %8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.multiply"(%5, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %12 = "stablehlo.multiply"(%4, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %13 = "stablehlo.add"(%12, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%10, %13) : (tensor<f32>, tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x5xf32>, tensor<2x5xf32>, tensor<f32>, tensor<f32>) -> (tensor<2xf32>, tensor<2xf32>)
    "func.return"(%14#0, %14#1) : (tensor<2xf32>, tensor<2xf32>) -> ()
  }
}
// -----
// reduce_by_pairs_two_axes
module @calx {
  func.func public @main(%0: tensor<2x3x2xf32>, %1: tensor<2x3x2xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %2 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %14:2 = "stablehlo.reduce"(%0, %1, %2, %3) ({
    ^bb0(%4: tensor<f32>, %5: tensor<f32>, %6: tensor<f32>, %7: tensor<f32>):
      %8 = "stablehlo.multiply"(%5, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %9 = "stablehlo.multiply"(%4, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.subtract"(%9, %8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.multiply"(%5, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %12 = "stablehlo.multiply"(%4, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %13 = "stablehlo.add"(%12, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%10, %13) : (tensor<f32>, tensor<f32>) -> ()
    }) {dimensions = array<i64: 2, 0>} : (tensor<2x3x2xf32>, tensor<2x3x2xf32>, tensor<f32>, tensor<f32>) -> (tensor<3xf32>, tensor<3xf32>)
    "func.return"(%14#0, %14#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// reduce_by_pairs_one
module @calx {
  func.func public @main(%0: tensor<1x3xf32>, %1: tensor<1x3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %2 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %14:2 = "stablehlo.reduce"(%0, %1, %2, %3) ({
    ^bb0(%4: tensor<f32>, %5: tensor<f32>, %6: tensor<f32>, %7: tensor<f32>):
      %8 = "stablehlo.multiply"(%5, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %9 = "stablehlo.multiply"(%4, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.subtract"(%9, %8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.multiply"(%5, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %12 = "stablehlo.multiply"(%4, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %13 = "stablehlo.add"(%12, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%10, %13) : (tensor<f32>, tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<1x3xf32>, tensor<1x3xf32>, tensor<f32>, tensor<f32>) -> (tensor<3xf32>, tensor<3xf32>)
    "func.return"(%14#0, %14#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// reduce_by_log_add_exp
module @calx {
  func.func public @main(%0: tensor<7x2xf32>) -> (tensor<2xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %12 = "stablehlo.reduce"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %5 = "stablehlo.minimum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %6 = "stablehlo.subtract"(%5, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.multiply"(%6, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %9 = "stablehlo.exponential"(%8) : (tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.log_plus_one"(%9) : (tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.add"(%4, %10) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%11) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<7x2xf32>, tensor<f32>) -> tensor<2xf32>
    "func.return"(%12) : (tensor<2xf32>) -> ()
  }
}
// -----
// reduce_by_or
module @calx {
  func.func public @main(%0: tensor<2x3xi1>) -> (tensor<2xi1>) {
    %1 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %5 = "stablehlo.reduce"(%0, %1) ({
    ^bb0(%2: tensor<i1>, %3: tensor<i1>):
      %4 = "stablehlo.or"(%2, %3) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      "stablehlo.return"(%4) : (tensor<i1>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xi1>, tensor<i1>) -> tensor<2xi1>
    "func.return"(%5) : (tensor<2xi1>) -> ()
  }
}
// -----
// dot_general
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<3x4xf32>) -> (tensor<2x4xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    "func.return"(%2) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// dot_general_batch
module @calx {
  func.func public @main(%0: tensor<3x2x4xf32>, %1: tensor<4x5x3xf32>) -> (tensor<4x2x5xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [2], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [2]>} : (tensor<3x2x4xf32>, tensor<4x5x3xf32>) -> tensor<4x2x5xf32>
    "func.return"(%2) : (tensor<4x2x5xf32>) -> ()
  }
}
// -----
// dot_general_two_axes
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>, %1: tensor<4x2x5xf32>) -> (tensor<3x5xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [2, 0], rhs_contracting_dimensions = [0, 1]>} : (tensor<2x3x4xf32>, tensor<4x2x5xf32>) -> tensor<3x5xf32>
    "func.return"(%2) : (tensor<3x5xf32>) -> ()
  }
}
// -----
// dot_general_two_batches
module @calx {
  func.func public @main(%0: tensor<2x3x2x4xf32>, %1: tensor<3x4x5x2xf32>) -> (tensor<3x2x2x5xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [1, 0], rhs_batching_dimensions = [0, 3], lhs_contracting_dimensions = [3], rhs_contracting_dimensions = [1]>} : (tensor<2x3x2x4xf32>, tensor<3x4x5x2xf32>) -> tensor<3x2x2x5xf32>
    "func.return"(%2) : (tensor<3x2x2x5xf32>) -> ()
  }
}
// -----
// dot_general_outer
module @calx {
  func.func public @main(%0: tensor<2xf32>, %1: tensor<2x2xf32>) -> (tensor<2x2x2xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [], rhs_contracting_dimensions = []>} : (tensor<2xf32>, tensor<2x2xf32>) -> tensor<2x2x2xf32>
    "func.return"(%2) : (tensor<2x2x2xf32>) -> ()
  }
}
// -----
// dot_general_i32
module @calx {
  func.func public @main(%0: tensor<2x3xi32>, %1: tensor<3x2xi32>) -> (tensor<2x2xi32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xi32>, tensor<3x2xi32>) -> tensor<2x2xi32>
    "func.return"(%2) : (tensor<2x2xi32>) -> ()
  }
}
// -----
// dot_general_bf16_to_f32
module @calx {
  func.func public @main(%0: tensor<2x3xbf16>, %1: tensor<3x2xbf16>) -> (tensor<2x2xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xbf16>, tensor<3x2xbf16>) -> tensor<2x2xf32>
    "func.return"(%2) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// dot_general_i8_to_i32
module @calx {
  func.func public @main(%0: tensor<2x3xi8>, %1: tensor<3x2xi8>) -> (tensor<2x2xi32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xi8>, tensor<3x2xi8>) -> tensor<2x2xi32>
    "func.return"(%2) : (tensor<2x2xi32>) -> ()
  }
}
// -----
// dot_general_u8_to_u64
module @calx {
  func.func public @main(%0: tensor<2x3xui8>, %1: tensor<3x2xui8>) -> (tensor<2x2xui64>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xui8>, tensor<3x2xui8>) -> tensor<2x2xui64>
    "func.return"(%2) : (tensor<2x2xui64>) -> ()
  }
}
// -----
// dot_general_f16_to_f64
module @calx {
  func.func public @main(%0: tensor<2x3xf16>, %1: tensor<3x2xf16>) -> (tensor<2x2xf64>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xf16>, tensor<3x2xf16>) -> tensor<2x2xf64>
    "func.return"(%2) : (tensor<2x2xf64>) -> ()
  }
}
// -----
// dot_general_f8_to_f32
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<3x2xf32>) -> (tensor<2x2xf32>) {
    %2 = "stablehlo.convert"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf8E4M3FN>
    %3 = "stablehlo.convert"(%1) : (tensor<3x2xf32>) -> tensor<3x2xf8E4M3FN>
    %4 = "stablehlo.dot_general"(%2, %3) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xf8E4M3FN>, tensor<3x2xf8E4M3FN>) -> tensor<2x2xf32>
    "func.return"(%4) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// dot_general_c64_to_c128
module @calx {
  func.func public @main(%0: tensor<2x2xcomplex<f32>>, %1: tensor<2x2xcomplex<f32>>) -> (tensor<2x2xf64>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x2xcomplex<f32>>, tensor<2x2xcomplex<f32>>) -> tensor<2x2xcomplex<f64>>
    %3 = "stablehlo.real"(%2) : (tensor<2x2xcomplex<f64>>) -> tensor<2x2xf64>
    "func.return"(%3) : (tensor<2x2xf64>) -> ()
  }
}
// -----
// matmul
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<3x4xf32>) -> (tensor<2x4xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    "func.return"(%2) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// matmul_self
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.dot_general"(%0, %0) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%1) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// matmul_vectors
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<3xf32>) -> (tensor<f32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>} : (tensor<3xf32>, tensor<3xf32>) -> tensor<f32>
    "func.return"(%2) : (tensor<f32>) -> ()
  }
}
// -----
// matmul_vector_left
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<2x3x4xf32>) -> (tensor<2x4xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [1]>} : (tensor<3xf32>, tensor<2x3x4xf32>) -> tensor<2x4xf32>
    "func.return"(%2) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// matmul_vector_right
module @calx {
  func.func public @main(%0: tensor<2x4x3xf32>, %1: tensor<3xf32>) -> (tensor<2x4xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [0]>} : (tensor<2x4x3xf32>, tensor<3xf32>) -> tensor<2x4xf32>
    "func.return"(%2) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// matmul_stacks
module @calx {
  func.func public @main(%0: tensor<2x2x3xf32>, %1: tensor<2x3x2xf32>) -> (tensor<2x2x2xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<2x2x3xf32>, tensor<2x3x2xf32>) -> tensor<2x2x2xf32>
    "func.return"(%2) : (tensor<2x2x2xf32>) -> ()
  }
}
// -----
// matmul_stacks_broadcast
module @calx {
  func.func public @main(%0: tensor<3x1x2x3xf32>, %1: tensor<2x3x2xf32>) -> (tensor<3x2x2x2xf32>) {
    %2 = "stablehlo.reshape"(%0) : (tensor<3x1x2x3xf32>) -> tensor<3x2x3xf32>
    %3 = "stablehlo.dot_general"(%2, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<3x2x3xf32>, tensor<2x3x2xf32>) -> tensor<3x2x2x2xf32>
    %4 = "stablehlo.transpose"(%3) {permutation = array<i64: 0, 2, 1, 3>} : (tensor<3x2x2x2xf32>) -> tensor<3x2x2x2xf32>
    "func.return"(%4) : (tensor<3x2x2x2xf32>) -> ()
  }
}
// -----
// einsum
module @calx {
  func.func public @main(%0: tensor<2x2x3xf32>, %1: tensor<2x3x2xf32>) -> (tensor<2x2x2xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<2x2x3xf32>, tensor<2x3x2xf32>) -> tensor<2x2x2xf32>
    "func.return"(%2) : (tensor<2x2x2xf32>) -> ()
  }
}
// -----
// einsum_transpose
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<3x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.transpose"(%1) {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
    "func.return"(%2) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// einsum_sum
module @calx {
  func.func public @main(%0: tensor<2x3x2xf32>) -> (tensor<3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x2xf32>, tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2>} : (tensor<2x3x2xf32>, tensor<f32>) -> tensor<2x3xf32>
    %11 = "stablehlo.reduce"(%6, %5) ({
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = "stablehlo.add"(%7, %8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%9) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<3xf32>
    "func.return"(%11) : (tensor<3xf32>) -> ()
  }
}
// -----
// einsum_trace
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<f32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x3xi32>
    %3 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x3xi32>
    %4 = "stablehlo.compare"(%3, %2) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %6 = "stablehlo.select"(%4, %1, %5) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %10 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %11 = "stablehlo.reduce"(%6, %10) ({
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = "stablehlo.add"(%7, %8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%9) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<3x3xf32>, tensor<f32>) -> tensor<3xf32>
    %16 = "stablehlo.reduce"(%11, %10) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
    "func.return"(%16) : (tensor<f32>) -> ()
  }
}
// -----
// einsum_diagonal
module @calx {
  func.func public @main(%0: tensor<2x3x2xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x2xf32>, tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 2 : i64} : () -> tensor<2x3x2xi32>
    %3 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<2x3x2xi32>
    %4 = "stablehlo.compare"(%3, %2) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x3x2xi32>, tensor<2x3x2xi32>) -> tensor<2x3x2xi1>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3x2xf32>} : () -> tensor<2x3x2xf32>
    %6 = "stablehlo.select"(%4, %1, %5) : (tensor<2x3x2xi1>, tensor<2x3x2xf32>, tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    %10 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %11 = "stablehlo.reduce"(%6, %10) ({
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = "stablehlo.add"(%7, %8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%9) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2>} : (tensor<2x3x2xf32>, tensor<f32>) -> tensor<2x3xf32>
    "func.return"(%11) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// einsum_outer
module @calx {
  func.func public @main(%0: tensor<2xf32>, %1: tensor<3xf32>) -> (tensor<3x2xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [], rhs_contracting_dimensions = []>} : (tensor<2xf32>, tensor<3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.transpose"(%2) {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
    "func.return"(%3) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// einsum_hadamard
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0, 1], rhs_batching_dimensions = [0, 1], lhs_contracting_dimensions = [], rhs_contracting_dimensions = []>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// einsum_chain
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<3x2xf32>, %2: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %3 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xf32>, tensor<3x2xf32>) -> tensor<2x2xf32>
    %4 = "stablehlo.dot_general"(%3, %2) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x2xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    "func.return"(%4) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// einsum_free_sum
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x2xf32>) -> (tensor<2xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %11 = "stablehlo.reduce"(%6, %5) ({
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = "stablehlo.add"(%7, %8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%9) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<2xf32>, tensor<f32>) -> tensor<f32>
    %16 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x2xf32>, tensor<f32>) -> tensor<2xf32>
    %17 = "stablehlo.dot_general"(%11, %16) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [], rhs_contracting_dimensions = []>} : (tensor<f32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%17) : (tensor<2xf32>) -> ()
  }
}
// -----
// einsum_ellipsis
module @calx {
  func.func public @main(%0: tensor<2x1x2x3xf32>, %1: tensor<3x3x2xf32>) -> (tensor<2x3x2x2xf32>) {
    %2 = "stablehlo.reshape"(%0) : (tensor<2x1x2x3xf32>) -> tensor<2x2x3xf32>
    %3 = "stablehlo.dot_general"(%2, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<2x2x3xf32>, tensor<3x3x2xf32>) -> tensor<2x2x3x2xf32>
    %4 = "stablehlo.transpose"(%3) {permutation = array<i64: 0, 2, 1, 3>} : (tensor<2x2x3x2xf32>) -> tensor<2x3x2x2xf32>
    "func.return"(%4) : (tensor<2x3x2x2xf32>) -> ()
  }
}
// -----
// einsum_attention
module @calx {
  func.func public @main(%0: tensor<2x3x2x2xf32>, %1: tensor<2x2x2x2xf32>) -> (tensor<2x2x3x2xf32>) {
    %2 = "stablehlo.dot_general"(%0, %1) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0, 2], rhs_batching_dimensions = [0, 2], lhs_contracting_dimensions = [3], rhs_contracting_dimensions = [3]>} : (tensor<2x3x2x2xf32>, tensor<2x2x2x2xf32>) -> tensor<2x2x3x2xf32>
    "func.return"(%2) : (tensor<2x2x3x2xf32>) -> ()
  }
}
// -----
// conv
module @calx {
  func.func public @main(%0: tensor<2x4x5x2xf32>, %1: tensor<2x3x2x3xf32>) -> (tensor<2x3x3x3xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<2x4x5x2xf32>, tensor<2x3x2x3xf32>) -> tensor<2x3x3x3xf32>
    "func.return"(%2) : (tensor<2x3x3x3xf32>) -> ()
  }
}
// -----
// conv_same
module @calx {
  func.func public @main(%0: tensor<1x4x5x2xf32>, %1: tensor<3x3x2x2xf32>) -> (tensor<1x4x5x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[1, 1], [1, 1]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x4x5x2xf32>, tensor<3x3x2x2xf32>) -> tensor<1x4x5x2xf32>
    "func.return"(%2) : (tensor<1x4x5x2xf32>) -> ()
  }
}
// -----
// conv_same_even
module @calx {
  func.func public @main(%0: tensor<1x4x5x1xf32>, %1: tensor<2x4x1x2xf32>) -> (tensor<1x4x5x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x4x5x1xf32>, tensor<2x4x1x2xf32>) -> tensor<1x4x5x2xf32>
    "func.return"(%2) : (tensor<1x4x5x2xf32>) -> ()
  }
}
// -----
// conv_strided
module @calx {
  func.func public @main(%0: tensor<1x5x7x2xf32>, %1: tensor<3x2x2x2xf32>) -> (tensor<1x2x2x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 2, 3>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x5x7x2xf32>, tensor<3x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    "func.return"(%2) : (tensor<1x2x2x2xf32>) -> ()
  }
}
// -----
// conv_strided_same
module @calx {
  func.func public @main(%0: tensor<1x5x6x1xf32>, %1: tensor<3x3x1x2xf32>) -> (tensor<1x3x3x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 2, 2>, padding = dense<[[1, 1], [0, 1]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x5x6x1xf32>, tensor<3x3x1x2xf32>) -> tensor<1x3x3x2xf32>
    "func.return"(%2) : (tensor<1x3x3x2xf32>) -> ()
  }
}
// -----
// conv_strided_rest
module @calx {
  func.func public @main(%0: tensor<1x6x6x1xf32>, %1: tensor<2x3x1x2xf32>) -> (tensor<1x2x2x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 3, 2>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x6x6x1xf32>, tensor<2x3x1x2xf32>) -> tensor<1x2x2x2xf32>
    "func.return"(%2) : (tensor<1x2x2x2xf32>) -> ()
  }
}
// -----
// conv_padded
module @calx {
  func.func public @main(%0: tensor<1x3x4x2xf32>, %1: tensor<2x2x2x2xf32>) -> (tensor<1x5x6x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[2, 1], [0, 3]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x3x4x2xf32>, tensor<2x2x2x2xf32>) -> tensor<1x5x6x2xf32>
    "func.return"(%2) : (tensor<1x5x6x2xf32>) -> ()
  }
}
// -----
// conv_cropped
module @calx {
  func.func public @main(%0: tensor<1x4x6x1xf32>, %1: tensor<2x2x1x2xf32>) -> (tensor<1x2x2x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 2>, padding = dense<[[-1, 0], [1, -2]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x4x6x1xf32>, tensor<2x2x1x2xf32>) -> tensor<1x2x2x2xf32>
    "func.return"(%2) : (tensor<1x2x2x2xf32>) -> ()
  }
}
// -----
// conv_dilated
module @calx {
  func.func public @main(%0: tensor<1x5x4x2xf32>, %1: tensor<2x3x2x2xf32>) -> (tensor<1x3x2x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 2, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x5x4x2xf32>, tensor<2x3x2x2xf32>) -> tensor<1x3x2x2xf32>
    "func.return"(%2) : (tensor<1x3x2x2xf32>) -> ()
  }
}
// -----
// conv_dilated_strided
module @calx {
  func.func public @main(%0: tensor<1x5x5x1xf32>, %1: tensor<2x3x1x2xf32>) -> (tensor<1x3x5x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 2, 1>, padding = dense<[[1, 1], [2, 2]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 2, 2>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x5x5x1xf32>, tensor<2x3x1x2xf32>) -> tensor<1x3x5x2xf32>
    "func.return"(%2) : (tensor<1x3x5x2xf32>) -> ()
  }
}
// -----
// conv_input_dilated
module @calx {
  func.func public @main(%0: tensor<1x3x2x2xf32>, %1: tensor<3x2x2x2xf32>) -> (tensor<1x6x6x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[1, 2], [2, 1]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 2, 3>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x3x2x2xf32>, tensor<3x2x2x2xf32>) -> tensor<1x6x6x2xf32>
    "func.return"(%2) : (tensor<1x6x6x2xf32>) -> ()
  }
}
// -----
// conv_everything
module @calx {
  func.func public @main(%0: tensor<2x4x6x4xf32>, %1: tensor<3x2x2x4xf32>) -> (tensor<2x3x2x4xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 2, 3>, padding = dense<[[1, 0], [0, 2]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 2, 1>, rhs_dilation = array<i64: 1, 2>, window_reversal = array<i1: false, false>, feature_group_count = 2 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<2x4x6x4xf32>, tensor<3x2x2x4xf32>) -> tensor<2x3x2x4xf32>
    "func.return"(%2) : (tensor<2x3x2x4xf32>) -> ()
  }
}
// -----
// conv_grouped
module @calx {
  func.func public @main(%0: tensor<2x3x4x4xf32>, %1: tensor<2x2x2x6xf32>) -> (tensor<2x2x3x6xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 2 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<2x3x4x4xf32>, tensor<2x2x2x6xf32>) -> tensor<2x2x3x6xf32>
    "func.return"(%2) : (tensor<2x2x3x6xf32>) -> ()
  }
}
// -----
// conv_depthwise
module @calx {
  func.func public @main(%0: tensor<1x3x4x3xf32>, %1: tensor<3x3x1x6xf32>) -> (tensor<1x3x4x6xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[1, 1], [1, 1]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 3 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x3x4x3xf32>, tensor<3x3x1x6xf32>) -> tensor<1x3x4x6xf32>
    "func.return"(%2) : (tensor<1x3x4x6xf32>) -> ()
  }
}
// -----
// conv_1d
module @calx {
  func.func public @main(%0: tensor<2x7x2xf32>, %1: tensor<3x2x3xf32>) -> (tensor<2x3x3xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 2>, padding = dense<[[0, 0]]> : tensor<1x2xi64>, lhs_dilation = array<i64: 1>, rhs_dilation = array<i64: 1>, window_reversal = array<i1: false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>} : (tensor<2x7x2xf32>, tensor<3x2x3xf32>) -> tensor<2x3x3xf32>
    "func.return"(%2) : (tensor<2x3x3xf32>) -> ()
  }
}
// -----
// conv_3d
module @calx {
  func.func public @main(%0: tensor<1x3x3x2x1xf32>, %1: tensor<2x2x2x1x2xf32>) -> (tensor<1x3x3x2x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1, 1>, padding = dense<[[0, 1], [0, 1], [0, 1]]> : tensor<3x2xi64>, lhs_dilation = array<i64: 1, 1, 1>, rhs_dilation = array<i64: 1, 1, 1>, window_reversal = array<i1: false, false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, 2, f]x[0, 1, 2, i, o]->[b, 0, 1, 2, f]>} : (tensor<1x3x3x2x1xf32>, tensor<2x2x2x1x2xf32>) -> tensor<1x3x3x2x2xf32>
    "func.return"(%2) : (tensor<1x3x3x2x2xf32>) -> ()
  }
}
// -----
// conv_pointwise
module @calx {
  func.func public @main(%0: tensor<2x2x2x3xf32>, %1: tensor<1x1x3x2xf32>) -> (tensor<2x2x2x2xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<2x2x2x3xf32>, tensor<1x1x3x2xf32>) -> tensor<2x2x2x2xf32>
    "func.return"(%2) : (tensor<2x2x2x2xf32>) -> ()
  }
}
// -----
// conv_batch_grouped
module @calx {
  func.func public @main(%0: tensor<4x3x4x2xf32>, %1: tensor<2x3x2x4xf32>) -> (tensor<2x2x4x4xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 2, 1>, padding = dense<[[0, 1], [1, 1]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 2 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<4x3x4x2xf32>, tensor<2x3x2x4xf32>) -> tensor<2x2x4x4xf32>
    "func.return"(%2) : (tensor<2x2x4x4xf32>) -> ()
  }
}
// -----
// conv_batch_grouped_dilated
module @calx {
  func.func public @main(%0: tensor<3x3x2x1xf32>, %1: tensor<2x2x1x6xf32>) -> (tensor<1x4x5x6xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[1, 2], [2, 1]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 2>, rhs_dilation = array<i64: 2, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 3 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<3x3x2x1xf32>, tensor<2x2x1x6xf32>) -> tensor<1x4x5x6xf32>
    "func.return"(%2) : (tensor<1x4x5x6xf32>) -> ()
  }
}
// -----
// conv_bf16_to_f32
module @calx {
  func.func public @main(%0: tensor<1x4x4x2xbf16>, %1: tensor<2x2x2x3xbf16>) -> (tensor<1x3x3x3xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x4x4x2xbf16>, tensor<2x2x2x3xbf16>) -> tensor<1x3x3x3xf32>
    "func.return"(%2) : (tensor<1x3x3x3xf32>) -> ()
  }
}
// -----
// conv_i8_to_i32
module @calx {
  func.func public @main(%0: tensor<1x4x4x2xi8>, %1: tensor<2x2x2x3xi8>) -> (tensor<1x3x3x3xi32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x4x4x2xi8>, tensor<2x2x2x3xi8>) -> tensor<1x3x3x3xi32>
    "func.return"(%2) : (tensor<1x3x3x3xi32>) -> ()
  }
}
// -----
// conv_f16_to_f32
module @calx {
  func.func public @main(%0: tensor<1x4x4x2xf16>, %1: tensor<2x2x2x3xf16>) -> (tensor<1x4x4x3xf32>) {
    %2 = "stablehlo.convolution"(%0, %1) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 1], [0, 1]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x4x4x2xf16>, tensor<2x2x2x3xf16>) -> tensor<1x4x4x3xf32>
    "func.return"(%2) : (tensor<1x4x4x3xf32>) -> ()
  }
}
// -----
// conv_bf16_gradient
module @calx {
  func.func public @main(%0: tensor<1x4x4x2xbf16>, %1: tensor<2x2x2x3xbf16>, %2: tensor<1x3x3x3xf32>) -> (tensor<2x2x2x3xbf16>) {
    %8 = "stablehlo.convert"(%2) : (tensor<1x3x3x3xf32>) -> tensor<1x3x3x3xbf16>
    %9 = "stablehlo.convolution"(%0, %8) {window_strides = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 1, 1>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f]>} : (tensor<1x4x4x2xbf16>, tensor<1x3x3x3xbf16>) -> tensor<2x2x2x3xf32>
    %10 = "stablehlo.convert"(%9) : (tensor<2x2x2x3xf32>) -> tensor<2x2x2x3xbf16>
    "func.return"(%10) : (tensor<2x2x2x3xbf16>) -> ()
  }
}
// -----
// conv_transpose
module @calx {
  func.func public @main(%0: tensor<2x3x2x2xf32>, %1: tensor<3x2x2x3xf32>) -> (tensor<2x7x6x3xf32>) {
    %2 = "stablehlo.reverse"(%1) {dimensions = array<i64: 0, 1>} : (tensor<3x2x2x3xf32>) -> tensor<3x2x2x3xf32>
    %3 = "stablehlo.convolution"(%0, %2) {window_strides = array<i64: 1, 1>, padding = dense<[[2, 2], [1, 2]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 2, 3>, rhs_dilation = array<i64: 1, 1>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<2x3x2x2xf32>, tensor<3x2x2x3xf32>) -> tensor<2x7x6x3xf32>
    "func.return"(%3) : (tensor<2x7x6x3xf32>) -> ()
  }
}
// -----
// conv_transpose_same
module @calx {
  func.func public @main(%0: tensor<1x3x3x2xf32>, %1: tensor<3x3x2x1xf32>) -> (tensor<1x6x3x1xf32>) {
    %2 = "stablehlo.reverse"(%1) {dimensions = array<i64: 0, 1>} : (tensor<3x3x2x1xf32>) -> tensor<3x3x2x1xf32>
    %3 = "stablehlo.convolution"(%0, %2) {window_strides = array<i64: 1, 1>, padding = dense<[[2, 1], [2, 2]]> : tensor<2x2xi64>, lhs_dilation = array<i64: 2, 1>, rhs_dilation = array<i64: 1, 2>, window_reversal = array<i1: false, false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>} : (tensor<1x3x3x2xf32>, tensor<3x3x2x1xf32>) -> tensor<1x6x3x1xf32>
    "func.return"(%3) : (tensor<1x6x3x1xf32>) -> ()
  }
}
// -----
// conv_transpose_1d
module @calx {
  func.func public @main(%0: tensor<2x3x1xf32>, %1: tensor<2x1x2xf32>) -> (tensor<2x9x2xf32>) {
    %2 = "stablehlo.reverse"(%1) {dimensions = array<i64: 0>} : (tensor<2x1x2xf32>) -> tensor<2x1x2xf32>
    %3 = "stablehlo.convolution"(%0, %2) {window_strides = array<i64: 1>, padding = dense<[[1, 2]]> : tensor<1x2xi64>, lhs_dilation = array<i64: 3>, rhs_dilation = array<i64: 1>, window_reversal = array<i1: false>, feature_group_count = 1 : i64, batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>} : (tensor<2x3x1xf32>, tensor<2x1x2xf32>) -> tensor<2x9x2xf32>
    "func.return"(%3) : (tensor<2x9x2xf32>) -> ()
  }
}
// -----
// resize_nearest
module @calx {
  func.func public @main(%0: tensor<1x3x3x2xf32>) -> (tensor<1x5x7x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x3x3x2xf32>, tensor<1x3x3x2xf32>) -> tensor<1x3x3x2xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<5xi64>
    %3 = "stablehlo.constant"() {value = dense<2> : tensor<5xi64>} : () -> tensor<5xi64>
    %4 = "stablehlo.multiply"(%2, %3) : (tensor<5xi64>, tensor<5xi64>) -> tensor<5xi64>
    %5 = "stablehlo.constant"() {value = dense<1> : tensor<5xi64>} : () -> tensor<5xi64>
    %6 = "stablehlo.add"(%4, %5) : (tensor<5xi64>, tensor<5xi64>) -> tensor<5xi64>
    %7 = "stablehlo.constant"() {value = dense<3> : tensor<5xi64>} : () -> tensor<5xi64>
    %8 = "stablehlo.multiply"(%6, %7) : (tensor<5xi64>, tensor<5xi64>) -> tensor<5xi64>
    %9 = "stablehlo.constant"() {value = dense<10> : tensor<5xi64>} : () -> tensor<5xi64>
    %10 = "stablehlo.divide"(%8, %9) : (tensor<5xi64>, tensor<5xi64>) -> tensor<5xi64>
    %11 = "stablehlo.constant"() {value = dense<0> : tensor<5xi64>} : () -> tensor<5xi64>
    %13 = "stablehlo.clamp"(%11, %10, %3) : (tensor<5xi64>, tensor<5xi64>, tensor<5xi64>) -> tensor<5xi64>
    %14 = "stablehlo.convert"(%13) : (tensor<5xi64>) -> tensor<5xi32>
    %15 = "stablehlo.gather"(%1, %14) {dimension_numbers = #stablehlo.gather<offset_dims = [0, 2, 3], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 1, 1, 3, 2>, indices_are_sorted = false} : (tensor<1x3x3x2xf32>, tensor<5xi32>) -> tensor<1x5x3x2xf32>
    %16 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<7xi64>
    %17 = "stablehlo.constant"() {value = dense<2> : tensor<7xi64>} : () -> tensor<7xi64>
    %18 = "stablehlo.multiply"(%16, %17) : (tensor<7xi64>, tensor<7xi64>) -> tensor<7xi64>
    %19 = "stablehlo.constant"() {value = dense<1> : tensor<7xi64>} : () -> tensor<7xi64>
    %20 = "stablehlo.add"(%18, %19) : (tensor<7xi64>, tensor<7xi64>) -> tensor<7xi64>
    %21 = "stablehlo.constant"() {value = dense<3> : tensor<7xi64>} : () -> tensor<7xi64>
    %22 = "stablehlo.multiply"(%20, %21) : (tensor<7xi64>, tensor<7xi64>) -> tensor<7xi64>
    %23 = "stablehlo.constant"() {value = dense<14> : tensor<7xi64>} : () -> tensor<7xi64>
    %24 = "stablehlo.divide"(%22, %23) : (tensor<7xi64>, tensor<7xi64>) -> tensor<7xi64>
    %25 = "stablehlo.constant"() {value = dense<0> : tensor<7xi64>} : () -> tensor<7xi64>
    %27 = "stablehlo.clamp"(%25, %24, %17) : (tensor<7xi64>, tensor<7xi64>, tensor<7xi64>) -> tensor<7xi64>
    %28 = "stablehlo.convert"(%27) : (tensor<7xi64>) -> tensor<7xi32>
    %29 = "stablehlo.gather"(%15, %28) {dimension_numbers = #stablehlo.gather<offset_dims = [0, 1, 3], collapsed_slice_dims = [2], start_index_map = [2], index_vector_dim = 1>, slice_sizes = array<i64: 1, 5, 1, 2>, indices_are_sorted = false} : (tensor<1x5x3x2xf32>, tensor<7xi32>) -> tensor<1x5x7x2xf32>
    "func.return"(%29) : (tensor<1x5x7x2xf32>) -> ()
  }
}
// -----
// resize_nearest_down
module @calx {
  func.func public @main(%0: tensor<1x7x4xf32>) -> (tensor<1x3x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x7x4xf32>, tensor<1x7x4xf32>) -> tensor<1x7x4xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3xi64>
    %3 = "stablehlo.constant"() {value = dense<2> : tensor<3xi64>} : () -> tensor<3xi64>
    %4 = "stablehlo.multiply"(%2, %3) : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi64>
    %5 = "stablehlo.constant"() {value = dense<1> : tensor<3xi64>} : () -> tensor<3xi64>
    %6 = "stablehlo.add"(%4, %5) : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi64>
    %7 = "stablehlo.constant"() {value = dense<7> : tensor<3xi64>} : () -> tensor<3xi64>
    %8 = "stablehlo.multiply"(%6, %7) : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi64>
    %9 = "stablehlo.constant"() {value = dense<6> : tensor<3xi64>} : () -> tensor<3xi64>
    %10 = "stablehlo.divide"(%8, %9) : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi64>
    %11 = "stablehlo.constant"() {value = dense<0> : tensor<3xi64>} : () -> tensor<3xi64>
    %13 = "stablehlo.clamp"(%11, %10, %9) : (tensor<3xi64>, tensor<3xi64>, tensor<3xi64>) -> tensor<3xi64>
    %14 = "stablehlo.convert"(%13) : (tensor<3xi64>) -> tensor<3xi32>
    %15 = "stablehlo.gather"(%1, %14) {dimension_numbers = #stablehlo.gather<offset_dims = [0, 2], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 1, 1, 4>, indices_are_sorted = false} : (tensor<1x7x4xf32>, tensor<3xi32>) -> tensor<1x3x4xf32>
    %16 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<2xi64>
    %17 = "stablehlo.constant"() {value = dense<2> : tensor<2xi64>} : () -> tensor<2xi64>
    %18 = "stablehlo.multiply"(%16, %17) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %19 = "stablehlo.constant"() {value = dense<1> : tensor<2xi64>} : () -> tensor<2xi64>
    %20 = "stablehlo.add"(%18, %19) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %21 = "stablehlo.constant"() {value = dense<4> : tensor<2xi64>} : () -> tensor<2xi64>
    %22 = "stablehlo.multiply"(%20, %21) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %24 = "stablehlo.divide"(%22, %21) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %25 = "stablehlo.constant"() {value = dense<0> : tensor<2xi64>} : () -> tensor<2xi64>
    %26 = "stablehlo.constant"() {value = dense<3> : tensor<2xi64>} : () -> tensor<2xi64>
    %27 = "stablehlo.clamp"(%25, %24, %26) : (tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %28 = "stablehlo.convert"(%27) : (tensor<2xi64>) -> tensor<2xi32>
    %29 = "stablehlo.gather"(%15, %28) {dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2], start_index_map = [2], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3, 1>, indices_are_sorted = false} : (tensor<1x3x4xf32>, tensor<2xi32>) -> tensor<1x3x2xf32>
    "func.return"(%29) : (tensor<1x3x2xf32>) -> ()
  }
}
// -----
// resize_linear
module @calx {
  func.func public @main(%0: tensor<2x3x4x2xf32>) -> (tensor<2x5x7x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4x2xf32>, tensor<2x3x4x2xf32>) -> tensor<2x3x4x2xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x5xf32>
    %3 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<3x5xf32>} : () -> tensor<3x5xf32>
    %4 = "stablehlo.add"(%2, %3) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %5 = "stablehlo.constant"() {value = dense<0x3F19999A> : tensor<3x5xf32>} : () -> tensor<3x5xf32>
    %6 = "stablehlo.multiply"(%4, %5) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %7 = "stablehlo.constant"() {value = dense<0xBF000000> : tensor<3x5xf32>} : () -> tensor<3x5xf32>
    %8 = "stablehlo.add"(%6, %7) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %9 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x5xf32>
    %10 = "stablehlo.subtract"(%8, %9) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %11 = "stablehlo.abs"(%10) : (tensor<3x5xf32>) -> tensor<3x5xf32>
    %12 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<3x5xf32>} : () -> tensor<3x5xf32>
    %13 = "stablehlo.multiply"(%11, %12) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %15 = "stablehlo.subtract"(%12, %13) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %16 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x5xf32>} : () -> tensor<3x5xf32>
    %17 = "stablehlo.maximum"(%15, %16) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %21 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %22 = "stablehlo.reduce"(%17, %21) ({
    ^bb0(%18: tensor<f32>, %19: tensor<f32>):
      %20 = "stablehlo.add"(%18, %19) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%20) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3x5xf32>, tensor<f32>) -> tensor<5xf32>
    %23 = "stablehlo.reshape"(%22) : (tensor<5xf32>) -> tensor<1x5xf32>
    %24 = "stablehlo.broadcast_in_dim"(%23) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x5xf32>) -> tensor<3x5xf32>
    %25 = "stablehlo.divide"(%17, %24) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %26 = "stablehlo.dot_general"(%1, %25) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3x4x2xf32>, tensor<3x5xf32>) -> tensor<2x4x2x5xf32>
    %27 = "stablehlo.transpose"(%26) {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x4x2x5xf32>) -> tensor<2x5x4x2xf32>
    %28 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<4x7xf32>
    %29 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<4x7xf32>} : () -> tensor<4x7xf32>
    %30 = "stablehlo.add"(%28, %29) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %31 = "stablehlo.constant"() {value = dense<0x3F124925> : tensor<4x7xf32>} : () -> tensor<4x7xf32>
    %32 = "stablehlo.multiply"(%30, %31) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %33 = "stablehlo.constant"() {value = dense<0xBF000000> : tensor<4x7xf32>} : () -> tensor<4x7xf32>
    %34 = "stablehlo.add"(%32, %33) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %35 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4x7xf32>
    %36 = "stablehlo.subtract"(%34, %35) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %37 = "stablehlo.abs"(%36) : (tensor<4x7xf32>) -> tensor<4x7xf32>
    %38 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<4x7xf32>} : () -> tensor<4x7xf32>
    %39 = "stablehlo.multiply"(%37, %38) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %41 = "stablehlo.subtract"(%38, %39) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %42 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x7xf32>} : () -> tensor<4x7xf32>
    %43 = "stablehlo.maximum"(%41, %42) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %48 = "stablehlo.reduce"(%43, %21) ({
    ^bb0(%44: tensor<f32>, %45: tensor<f32>):
      %46 = "stablehlo.add"(%44, %45) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%46) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x7xf32>, tensor<f32>) -> tensor<7xf32>
    %49 = "stablehlo.reshape"(%48) : (tensor<7xf32>) -> tensor<1x7xf32>
    %50 = "stablehlo.broadcast_in_dim"(%49) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x7xf32>) -> tensor<4x7xf32>
    %51 = "stablehlo.divide"(%43, %50) : (tensor<4x7xf32>, tensor<4x7xf32>) -> tensor<4x7xf32>
    %52 = "stablehlo.dot_general"(%27, %51) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [0]>} : (tensor<2x5x4x2xf32>, tensor<4x7xf32>) -> tensor<2x5x2x7xf32>
    %53 = "stablehlo.transpose"(%52) {permutation = array<i64: 0, 1, 3, 2>} : (tensor<2x5x2x7xf32>) -> tensor<2x5x7x2xf32>
    "func.return"(%53) : (tensor<2x5x7x2xf32>) -> ()
  }
}
// -----
// resize_linear_down
module @calx {
  func.func public @main(%0: tensor<7x5xf32>) -> (tensor<3x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<7x5xf32>, tensor<7x5xf32>) -> tensor<7x5xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<7x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %4 = "stablehlo.add"(%2, %3) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x40155555> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %6 = "stablehlo.multiply"(%4, %5) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %7 = "stablehlo.constant"() {value = dense<0xBF000000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %8 = "stablehlo.add"(%6, %7) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %9 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<7x3xf32>
    %10 = "stablehlo.subtract"(%8, %9) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %11 = "stablehlo.abs"(%10) : (tensor<7x3xf32>) -> tensor<7x3xf32>
    %12 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %13 = "stablehlo.multiply"(%11, %12) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %15 = "stablehlo.subtract"(%12, %13) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %16 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %17 = "stablehlo.maximum"(%15, %16) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %21 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %22 = "stablehlo.reduce"(%17, %21) ({
    ^bb0(%18: tensor<f32>, %19: tensor<f32>):
      %20 = "stablehlo.add"(%18, %19) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%20) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<7x3xf32>, tensor<f32>) -> tensor<3xf32>
    %23 = "stablehlo.reshape"(%22) : (tensor<3xf32>) -> tensor<1x3xf32>
    %24 = "stablehlo.broadcast_in_dim"(%23) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x3xf32>) -> tensor<7x3xf32>
    %25 = "stablehlo.divide"(%17, %24) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %26 = "stablehlo.dot_general"(%1, %25) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>} : (tensor<7x5xf32>, tensor<7x3xf32>) -> tensor<5x3xf32>
    %27 = "stablehlo.transpose"(%26) {permutation = array<i64: 1, 0>} : (tensor<5x3xf32>) -> tensor<3x5xf32>
    %28 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<5x2xf32>
    %29 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<5x2xf32>} : () -> tensor<5x2xf32>
    %30 = "stablehlo.add"(%28, %29) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %31 = "stablehlo.constant"() {value = dense<0x40200000> : tensor<5x2xf32>} : () -> tensor<5x2xf32>
    %32 = "stablehlo.multiply"(%30, %31) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %33 = "stablehlo.constant"() {value = dense<0xBF000000> : tensor<5x2xf32>} : () -> tensor<5x2xf32>
    %34 = "stablehlo.add"(%32, %33) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %35 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<5x2xf32>
    %36 = "stablehlo.subtract"(%34, %35) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %37 = "stablehlo.abs"(%36) : (tensor<5x2xf32>) -> tensor<5x2xf32>
    %38 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<5x2xf32>} : () -> tensor<5x2xf32>
    %39 = "stablehlo.multiply"(%37, %38) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %41 = "stablehlo.subtract"(%38, %39) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %42 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<5x2xf32>} : () -> tensor<5x2xf32>
    %43 = "stablehlo.maximum"(%41, %42) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %48 = "stablehlo.reduce"(%43, %21) ({
    ^bb0(%44: tensor<f32>, %45: tensor<f32>):
      %46 = "stablehlo.add"(%44, %45) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%46) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<5x2xf32>, tensor<f32>) -> tensor<2xf32>
    %49 = "stablehlo.reshape"(%48) : (tensor<2xf32>) -> tensor<1x2xf32>
    %50 = "stablehlo.broadcast_in_dim"(%49) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x2xf32>) -> tensor<5x2xf32>
    %51 = "stablehlo.divide"(%43, %50) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %52 = "stablehlo.dot_general"(%27, %51) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<3x5xf32>, tensor<5x2xf32>) -> tensor<3x2xf32>
    "func.return"(%52) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// resize_antialias
module @calx {
  func.func public @main(%0: tensor<7x4xf32>) -> (tensor<3x6xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<7x4xf32>, tensor<7x4xf32>) -> tensor<7x4xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<7x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %4 = "stablehlo.add"(%2, %3) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x40155555> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %6 = "stablehlo.multiply"(%4, %5) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %7 = "stablehlo.constant"() {value = dense<0xBF000000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %8 = "stablehlo.add"(%6, %7) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %9 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<7x3xf32>
    %10 = "stablehlo.subtract"(%8, %9) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %11 = "stablehlo.abs"(%10) : (tensor<7x3xf32>) -> tensor<7x3xf32>
    %12 = "stablehlo.constant"() {value = dense<0x3EDB6DB7> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %13 = "stablehlo.multiply"(%11, %12) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %14 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %15 = "stablehlo.subtract"(%14, %13) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %16 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<7x3xf32>} : () -> tensor<7x3xf32>
    %17 = "stablehlo.maximum"(%15, %16) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %21 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %22 = "stablehlo.reduce"(%17, %21) ({
    ^bb0(%18: tensor<f32>, %19: tensor<f32>):
      %20 = "stablehlo.add"(%18, %19) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%20) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<7x3xf32>, tensor<f32>) -> tensor<3xf32>
    %23 = "stablehlo.reshape"(%22) : (tensor<3xf32>) -> tensor<1x3xf32>
    %24 = "stablehlo.broadcast_in_dim"(%23) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x3xf32>) -> tensor<7x3xf32>
    %25 = "stablehlo.divide"(%17, %24) : (tensor<7x3xf32>, tensor<7x3xf32>) -> tensor<7x3xf32>
    %26 = "stablehlo.dot_general"(%1, %25) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>} : (tensor<7x4xf32>, tensor<7x3xf32>) -> tensor<4x3xf32>
    %27 = "stablehlo.transpose"(%26) {permutation = array<i64: 1, 0>} : (tensor<4x3xf32>) -> tensor<3x4xf32>
    %28 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<4x6xf32>
    %29 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<4x6xf32>} : () -> tensor<4x6xf32>
    %30 = "stablehlo.add"(%28, %29) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %31 = "stablehlo.constant"() {value = dense<0x3F2AAAAB> : tensor<4x6xf32>} : () -> tensor<4x6xf32>
    %32 = "stablehlo.multiply"(%30, %31) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %33 = "stablehlo.constant"() {value = dense<0xBF000000> : tensor<4x6xf32>} : () -> tensor<4x6xf32>
    %34 = "stablehlo.add"(%32, %33) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %35 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4x6xf32>
    %36 = "stablehlo.subtract"(%34, %35) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %37 = "stablehlo.abs"(%36) : (tensor<4x6xf32>) -> tensor<4x6xf32>
    %38 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<4x6xf32>} : () -> tensor<4x6xf32>
    %39 = "stablehlo.multiply"(%37, %38) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %41 = "stablehlo.subtract"(%38, %39) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %42 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x6xf32>} : () -> tensor<4x6xf32>
    %43 = "stablehlo.maximum"(%41, %42) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %48 = "stablehlo.reduce"(%43, %21) ({
    ^bb0(%44: tensor<f32>, %45: tensor<f32>):
      %46 = "stablehlo.add"(%44, %45) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%46) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x6xf32>, tensor<f32>) -> tensor<6xf32>
    %49 = "stablehlo.reshape"(%48) : (tensor<6xf32>) -> tensor<1x6xf32>
    %50 = "stablehlo.broadcast_in_dim"(%49) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x6xf32>) -> tensor<4x6xf32>
    %51 = "stablehlo.divide"(%43, %50) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    %52 = "stablehlo.dot_general"(%27, %51) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<3x4xf32>, tensor<4x6xf32>) -> tensor<3x6xf32>
    "func.return"(%52) : (tensor<3x6xf32>) -> ()
  }
}
// -----
// resize_u8
module @calx {
  func.func public @main(%0: tensor<3x3xui8>) -> (tensor<6x2xui8>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<6xi64>
    %2 = "stablehlo.constant"() {value = dense<2> : tensor<6xi64>} : () -> tensor<6xi64>
    %3 = "stablehlo.multiply"(%1, %2) : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi64>
    %4 = "stablehlo.constant"() {value = dense<1> : tensor<6xi64>} : () -> tensor<6xi64>
    %5 = "stablehlo.add"(%3, %4) : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi64>
    %6 = "stablehlo.constant"() {value = dense<3> : tensor<6xi64>} : () -> tensor<6xi64>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi64>
    %8 = "stablehlo.constant"() {value = dense<12> : tensor<6xi64>} : () -> tensor<6xi64>
    %9 = "stablehlo.divide"(%7, %8) : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi64>
    %10 = "stablehlo.constant"() {value = dense<0> : tensor<6xi64>} : () -> tensor<6xi64>
    %12 = "stablehlo.clamp"(%10, %9, %2) : (tensor<6xi64>, tensor<6xi64>, tensor<6xi64>) -> tensor<6xi64>
    %13 = "stablehlo.convert"(%12) : (tensor<6xi64>) -> tensor<6xi32>
    %14 = "stablehlo.gather"(%0, %13) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3>, indices_are_sorted = false} : (tensor<3x3xui8>, tensor<6xi32>) -> tensor<6x3xui8>
    %15 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<2xi64>
    %16 = "stablehlo.constant"() {value = dense<2> : tensor<2xi64>} : () -> tensor<2xi64>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %18 = "stablehlo.constant"() {value = dense<1> : tensor<2xi64>} : () -> tensor<2xi64>
    %19 = "stablehlo.add"(%17, %18) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %20 = "stablehlo.constant"() {value = dense<3> : tensor<2xi64>} : () -> tensor<2xi64>
    %21 = "stablehlo.multiply"(%19, %20) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %22 = "stablehlo.constant"() {value = dense<4> : tensor<2xi64>} : () -> tensor<2xi64>
    %23 = "stablehlo.divide"(%21, %22) : (tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %24 = "stablehlo.constant"() {value = dense<0> : tensor<2xi64>} : () -> tensor<2xi64>
    %26 = "stablehlo.clamp"(%24, %23, %16) : (tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2xi64>
    %27 = "stablehlo.convert"(%26) : (tensor<2xi64>) -> tensor<2xi32>
    %28 = "stablehlo.gather"(%14, %27) {dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 6, 1>, indices_are_sorted = false} : (tensor<6x3xui8>, tensor<2xi32>) -> tensor<6x2xui8>
    "func.return"(%28) : (tensor<6x2xui8>) -> ()
  }
}
// -----
// max_pool
module @calx {
  func.func public @main(%0: tensor<2x4x6x2xf32>) -> (tensor<2x2x2x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x4x6x2xf32>, tensor<2x4x6x2xf32>) -> tensor<2x4x6x2xf32>
    %2 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %2) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = "stablehlo.maximum"(%3, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 2, 3, 1>, window_strides = array<i64: 1, 2, 3, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>} : (tensor<2x4x6x2xf32>, tensor<f32>) -> tensor<2x2x2x2xf32>
    "func.return"(%6) : (tensor<2x2x2x2xf32>) -> ()
  }
}
// -----
// max_pool_overlapping
module @calx {
  func.func public @main(%0: tensor<1x5x5x2xf32>) -> (tensor<1x2x3x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x5x5x2xf32>, tensor<1x5x5x2xf32>) -> tensor<1x5x5x2xf32>
    %2 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %2) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = "stablehlo.maximum"(%3, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 3, 3, 1>, window_strides = array<i64: 1, 2, 1, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x5x5x2xf32>, tensor<f32>) -> tensor<1x2x3x2xf32>
    "func.return"(%6) : (tensor<1x2x3x2xf32>) -> ()
  }
}
// -----
// max_pool_same
module @calx {
  func.func public @main(%0: tensor<1x4x5x2xf32>) -> (tensor<1x2x3x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x4x5x2xf32>, tensor<1x4x5x2xf32>) -> tensor<1x4x5x2xf32>
    %2 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %2) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>):
      %5 = "stablehlo.maximum"(%3, %4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 3, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 1], [0, 1], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x4x5x2xf32>, tensor<f32>) -> tensor<1x2x3x2xf32>
    "func.return"(%6) : (tensor<1x2x3x2xf32>) -> ()
  }
}
// -----
// max_pool_ties
module @calx {
  func.func public @main(%0: tensor<1x3x3x1xf32>) -> (tensor<1x2x2x1xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce_window"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 1, 1, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x3x3x1xf32>, tensor<f32>) -> tensor<1x2x2x1xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>) -> tensor<1x2x2x1xf32>
    "func.return"(%6) : (tensor<1x2x2x1xf32>) -> ()
  }
}
// -----
// max_pool_1d
module @calx {
  func.func public @main(%0: tensor<2x5x2xf32>) -> (tensor<2x2x2xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce_window"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 2, 1>, window_strides = array<i64: 1, 2, 1>, base_dilations = array<i64: 1, 1, 1>, window_dilations = array<i64: 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0]]> : tensor<3x2xi64>} : (tensor<2x5x2xf32>, tensor<f32>) -> tensor<2x2x2xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<2x2x2xf32>, tensor<2x2x2xf32>) -> tensor<2x2x2xf32>
    "func.return"(%6) : (tensor<2x2x2xf32>) -> ()
  }
}
// -----
// max_pool_i32
module @calx {
  func.func public @main(%0: tensor<1x5x2xi32>) -> (tensor<1x3x2xi32>) {
    %1 = "stablehlo.constant"() {value = dense<-2147483648> : tensor<i32>} : () -> tensor<i32>
    %5 = "stablehlo.reduce_window"(%0, %1) ({
    ^bb0(%2: tensor<i32>, %3: tensor<i32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%4) : (tensor<i32>) -> ()
    }) {window_dimensions = array<i64: 1, 2, 1>, window_strides = array<i64: 1, 2, 1>, base_dilations = array<i64: 1, 1, 1>, window_dilations = array<i64: 1, 1, 1>, padding = dense<[[0, 0], [0, 1], [0, 0]]> : tensor<3x2xi64>} : (tensor<1x5x2xi32>, tensor<i32>) -> tensor<1x3x2xi32>
    "func.return"(%5) : (tensor<1x3x2xi32>) -> ()
  }
}
// -----
// max_pool2d
module @calx {
  func.func public @main(%0: tensor<1x4x4x2xf32>) -> (tensor<1x2x2x2xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce_window"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x4x4x2xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    "func.return"(%6) : (tensor<1x2x2x2xf32>) -> ()
  }
}
// -----
// global_max_pool
module @calx {
  func.func public @main(%0: tensor<2x3x4x2xf32>) -> (tensor<2x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4x2xf32>, tensor<2x3x4x2xf32>) -> tensor<2x3x4x2xf32>
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1, 2>} : (tensor<2x3x4x2xf32>, tensor<f32>) -> tensor<2x2xf32>
    "func.return"(%6) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// global_mean_pool
module @calx {
  func.func public @main(%0: tensor<2x3x4x2xf32>) -> (tensor<2x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x4x2xf32>, tensor<2x3x4x2xf32>) -> tensor<2x3x4x2xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1, 2>} : (tensor<2x3x4x2xf32>, tensor<f32>) -> tensor<2x2xf32>
    %7 = "stablehlo.constant"() {value = dense<0x41400000> : tensor<2x2xf32>} : () -> tensor<2x2xf32>
    %8 = "stablehlo.divide"(%6, %7) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
    "func.return"(%8) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// sum_pool
module @calx {
  func.func public @main(%0: tensor<1x5x6x2xf32>) -> (tensor<1x2x2x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x5x6x2xf32>, tensor<1x5x6x2xf32>) -> tensor<1x5x6x2xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 3, 2, 1>, window_strides = array<i64: 1, 2, 3, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x5x6x2xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
    "func.return"(%6) : (tensor<1x2x2x2xf32>) -> ()
  }
}
// -----
// sum_pool_same
module @calx {
  func.func public @main(%0: tensor<1x4x5x1xf32>) -> (tensor<1x4x3x1xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x4x5x1xf32>, tensor<1x4x5x1xf32>) -> tensor<1x4x5x1xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 3, 3, 1>, window_strides = array<i64: 1, 1, 2, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [1, 1], [1, 1], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x4x5x1xf32>, tensor<f32>) -> tensor<1x4x3x1xf32>
    "func.return"(%6) : (tensor<1x4x3x1xf32>) -> ()
  }
}
// -----
// mean_pool
module @calx {
  func.func public @main(%0: tensor<1x4x4x2xf32>) -> (tensor<1x2x2x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x4x4x2xf32>, tensor<1x4x4x2xf32>) -> tensor<1x4x4x2xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 2, 2, 1>, window_strides = array<i64: 1, 2, 2, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x4x4x2xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
    %7 = "stablehlo.constant"() {value = dense<0x3E800000> : tensor<1x2x2x2xf32>} : () -> tensor<1x2x2x2xf32>
    %8 = "stablehlo.multiply"(%6, %7) : (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
    "func.return"(%8) : (tensor<1x2x2x2xf32>) -> ()
  }
}
// -----
// mean_pool_same
module @calx {
  func.func public @main(%0: tensor<1x5x4x2xf32>) -> (tensor<1x3x2x2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x5x4x2xf32>, tensor<1x5x4x2xf32>) -> tensor<1x5x4x2xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 3, 3, 1>, window_strides = array<i64: 1, 2, 2, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [1, 1], [0, 1], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x5x4x2xf32>, tensor<f32>) -> tensor<1x3x2x2xf32>
    %7 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<1x5x4x1xf32>} : () -> tensor<1x5x4x1xf32>
    %12 = "stablehlo.reduce_window"(%7, %5) ({
    ^bb0(%8: tensor<f32>, %9: tensor<f32>):
      %10 = "stablehlo.add"(%8, %9) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%10) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 3, 3, 1>, window_strides = array<i64: 1, 2, 2, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [1, 1], [0, 1], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x5x4x1xf32>, tensor<f32>) -> tensor<1x3x2x1xf32>
    %13 = "stablehlo.broadcast_in_dim"(%12) {broadcast_dimensions = array<i64: 0, 1, 2, 3>} : (tensor<1x3x2x1xf32>) -> tensor<1x3x2x2xf32>
    %14 = "stablehlo.divide"(%6, %13) : (tensor<1x3x2x2xf32>, tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32>
    "func.return"(%14) : (tensor<1x3x2x2xf32>) -> ()
  }
}
// -----
// mean_pool2d
module @calx {
  func.func public @main(%0: tensor<1x6x7x1xf32>) -> (tensor<1x2x2x1xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<1x6x7x1xf32>, tensor<1x6x7x1xf32>) -> tensor<1x6x7x1xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce_window"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 1, 3, 3, 1>, window_strides = array<i64: 1, 3, 3, 1>, base_dilations = array<i64: 1, 1, 1, 1>, window_dilations = array<i64: 1, 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [0, 0], [0, 0]]> : tensor<4x2xi64>} : (tensor<1x6x7x1xf32>, tensor<f32>) -> tensor<1x2x2x1xf32>
    %7 = "stablehlo.constant"() {value = dense<0x3DE38E39> : tensor<1x2x2x1xf32>} : () -> tensor<1x2x2x1xf32>
    %8 = "stablehlo.multiply"(%6, %7) : (tensor<1x2x2x1xf32>, tensor<1x2x2x1xf32>) -> tensor<1x2x2x1xf32>
    "func.return"(%8) : (tensor<1x2x2x1xf32>) -> ()
  }
}
// -----
// take
module @calx {
  func.func public @main(%0: tensor<4x3xf32>, %1: tensor<4xi32>) -> (tensor<4x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<4xi32>} : () -> tensor<4xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<4xi32>, tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3>, indices_are_sorted = false} : (tensor<4x3xf32>, tensor<4xi32>) -> tensor<4x3xf32>
    "func.return"(%6) : (tensor<4x3xf32>) -> ()
  }
}
// -----
// take_axis
module @calx {
  func.func public @main(%0: tensor<2x4x3xf32>, %1: tensor<2x2xi32>) -> (tensor<2x2x2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x4x3xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<2x2xi32>, tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [0, 3], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 2>, slice_sizes = array<i64: 2, 1, 3>, indices_are_sorted = false} : (tensor<2x4x3xf32>, tensor<2x2xi32>) -> tensor<2x2x2x3xf32>
    "func.return"(%6) : (tensor<2x2x2x3xf32>) -> ()
  }
}
// -----
// take_last_axis
module @calx {
  func.func public @main(%0: tensor<2x4xf32>, %1: tensor<3xi32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<3xi32>} : () -> tensor<3xi32>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<3xi32>} : () -> tensor<3xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<3xi32>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 2, 1>, indices_are_sorted = false} : (tensor<2x4xf32>, tensor<3xi32>) -> tensor<2x3xf32>
    "func.return"(%6) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// take_scalar
module @calx {
  func.func public @main(%0: tensor<4x3xf32>, %1: tensor<i32>) -> (tensor<3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<i32>} : () -> tensor<i32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<i32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 0>, slice_sizes = array<i64: 1, 3>, indices_are_sorted = false} : (tensor<4x3xf32>, tensor<i32>) -> tensor<3xf32>
    "func.return"(%6) : (tensor<3xf32>) -> ()
  }
}
// -----
// take_clamped
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<5xi32>) -> (tensor<5x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<5xi32>} : () -> tensor<5xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<5xi32>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>, indices_are_sorted = false} : (tensor<4x2xf32>, tensor<5xi32>) -> tensor<5x2xf32>
    "func.return"(%6) : (tensor<5x2xf32>) -> ()
  }
}
// -----
// take_u8
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<3xui8>) -> (tensor<3x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %3 = "stablehlo.convert"(%1) : (tensor<3xui8>) -> tensor<3xi32>
    %4 = "stablehlo.constant"() {value = dense<0> : tensor<3xi32>} : () -> tensor<3xi32>
    %5 = "stablehlo.constant"() {value = dense<3> : tensor<3xi32>} : () -> tensor<3xi32>
    %6 = "stablehlo.clamp"(%4, %3, %5) : (tensor<3xi32>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    %7 = "stablehlo.gather"(%2, %6) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>, indices_are_sorted = false} : (tensor<4x2xf32>, tensor<3xi32>) -> tensor<3x2xf32>
    "func.return"(%7) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// take_i64
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<3xi64>) -> (tensor<3x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<3xi64>} : () -> tensor<3xi64>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<3xi64>} : () -> tensor<3xi64>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<3xi64>, tensor<3xi64>, tensor<3xi64>) -> tensor<3xi64>
    %6 = "stablehlo.convert"(%5) : (tensor<3xi64>) -> tensor<3xi32>
    %7 = "stablehlo.gather"(%2, %6) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>, indices_are_sorted = false} : (tensor<4x2xf32>, tensor<3xi32>) -> tensor<3x2xf32>
    "func.return"(%7) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// take_nothing
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<0xi32>) -> (tensor<0x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %3 = "stablehlo.constant"() {value = dense<> : tensor<0xi32>} : () -> tensor<0xi32>
    %4 = "stablehlo.constant"() {value = dense<> : tensor<0xi32>} : () -> tensor<0xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<0xi32>, tensor<0xi32>, tensor<0xi32>) -> tensor<0xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>, indices_are_sorted = false} : (tensor<4x2xf32>, tensor<0xi32>) -> tensor<0x2xf32>
    "func.return"(%6) : (tensor<0x2xf32>) -> ()
  }
}
// -----
// take_of_i32
module @calx {
  func.func public @main(%0: tensor<4x2xi32>, %1: tensor<3xi32>) -> (tensor<3x2xi32>) {
    %2 = "stablehlo.constant"() {value = dense<0> : tensor<3xi32>} : () -> tensor<3xi32>
    %3 = "stablehlo.constant"() {value = dense<3> : tensor<3xi32>} : () -> tensor<3xi32>
    %4 = "stablehlo.clamp"(%2, %1, %3) : (tensor<3xi32>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    %5 = "stablehlo.gather"(%0, %4) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>, indices_are_sorted = false} : (tensor<4x2xi32>, tensor<3xi32>) -> tensor<3x2xi32>
    "func.return"(%5) : (tensor<3x2xi32>) -> ()
  }
}
// -----
// take_along
module @calx {
  func.func public @main(%0: tensor<2x4xf32>, %1: tensor<2x3xi32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<2x3xi32>} : () -> tensor<2x3xi32>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<2x3xi32>} : () -> tensor<2x3xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [], collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2>, slice_sizes = array<i64: 1, 1>, indices_are_sorted = false} : (tensor<2x4xf32>, tensor<2x3xi32>) -> tensor<2x3xf32>
    "func.return"(%6) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// take_along_first
module @calx {
  func.func public @main(%0: tensor<3x2x2xf32>, %1: tensor<1x2x2xi32>) -> (tensor<1x2x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<3x2x2xf32>, tensor<3x2x2xf32>) -> tensor<3x2x2xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<1x2x2xi32>} : () -> tensor<1x2x2xi32>
    %4 = "stablehlo.constant"() {value = dense<2> : tensor<1x2x2xi32>} : () -> tensor<1x2x2xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<1x2x2xi32>, tensor<1x2x2xi32>, tensor<1x2x2xi32>) -> tensor<1x2x2xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [], collapsed_slice_dims = [0], operand_batching_dims = [1, 2], start_indices_batching_dims = [1, 2], start_index_map = [0], index_vector_dim = 3>, slice_sizes = array<i64: 1, 1, 1>, indices_are_sorted = false} : (tensor<3x2x2xf32>, tensor<1x2x2xi32>) -> tensor<1x2x2xf32>
    "func.return"(%6) : (tensor<1x2x2xf32>) -> ()
  }
}
// -----
// take_along_clamped
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x2xi32>) -> (tensor<2x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %4 = "stablehlo.constant"() {value = dense<2> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<2x2xi32>, tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [], collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2>, slice_sizes = array<i64: 1, 1>, indices_are_sorted = false} : (tensor<2x3xf32>, tensor<2x2xi32>) -> tensor<2x2xf32>
    "func.return"(%6) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// scatter_add
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<4xi32>) -> (tensor<4x2xf32>) {
    %2 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %3 = "stablehlo.constant"() {value = dense<3> : tensor<4xi32>} : () -> tensor<4xi32>
    %4 = "stablehlo.clamp"(%2, %1, %3) : (tensor<4xi32>, tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    %5 = "stablehlo.gather"(%0, %4) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>, indices_are_sorted = false} : (tensor<4x2xf32>, tensor<4xi32>) -> tensor<4x2xf32>
    %6 = "stablehlo.sine"(%5) : (tensor<4x2xf32>) -> tensor<4x2xf32>
    %7 = "stablehlo.multiply"(%5, %5) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %14 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.broadcast_in_dim"(%14) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<4x2xf32>
    %16 = "stablehlo.multiply"(%15, %6) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %17 = "stablehlo.multiply"(%15, %7) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %18 = "stablehlo.multiply"(%16, %5) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %20 = "stablehlo.add"(%18, %18) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %21 = "stablehlo.cosine"(%5) : (tensor<4x2xf32>) -> tensor<4x2xf32>
    %22 = "stablehlo.multiply"(%17, %21) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %23 = "stablehlo.add"(%20, %22) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %24 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x2xf32>} : () -> tensor<4x2xf32>
    %28 = "stablehlo.scatter"(%24, %4, %23) ({
    ^bb0(%25: tensor<f32>, %26: tensor<f32>):
      %27 = "stablehlo.add"(%25, %26) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%27) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<4xi32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    "func.return"(%28) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// segment_sum
module @calx {
  func.func public @main(%0: tensor<6x2xf32>, %1: tensor<6xi32>) -> (tensor<4x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<6x2xf32>, tensor<6x2xf32>) -> tensor<6x2xf32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<4x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<6xi32>} : () -> tensor<6xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<6xi32>} : () -> tensor<6xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<6xi1>, tensor<6xi1>) -> tensor<6xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<6xi32>} : () -> tensor<6xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<6xi1>, tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
    %15 = "stablehlo.scatter"(%4, %11, %2) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<6xi32>, tensor<6x2xf32>) -> tensor<4x2xf32>
    "func.return"(%15) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// segment_sum_1d
module @calx {
  func.func public @main(%0: tensor<5xf32>, %1: tensor<5xi32>) -> (tensor<3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<3xf32>
    %5 = "stablehlo.constant"() {value = dense<3> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %15 = "stablehlo.scatter"(%4, %11, %2) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<3xf32>, tensor<5xi32>, tensor<5xf32>) -> tensor<3xf32>
    "func.return"(%15) : (tensor<3xf32>) -> ()
  }
}
// -----
// put
module @calx {
  func.func public @main(%0: tensor<5x2xf32>, %1: tensor<2xi32>, %2: tensor<2x2xf32>) -> (tensor<5x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<2x2xf32>) -> tensor<2x2xf32>
    %5 = "stablehlo.constant"() {value = dense<5> : tensor<2xi32>} : () -> tensor<2xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<2xi32>} : () -> tensor<2xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<2xi1>, tensor<2xi1>) -> tensor<2xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<2xi32>} : () -> tensor<2xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<2xi1>, tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>
    %14 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<5x2xf32>, tensor<2xi32>, tensor<2x2xf32>) -> tensor<5x2xf32>
    "func.return"(%14) : (tensor<5x2xf32>) -> ()
  }
}
// -----
// put_meeting
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<5xi32>, %2: tensor<5x2xf32>) -> (tensor<4x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<5x2xf32>) -> tensor<5x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %14 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<5xi32>, tensor<5x2xf32>) -> tensor<4x2xf32>
    "func.return"(%14) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// put_axis
module @calx {
  func.func public @main(%0: tensor<2x5x2xf32>, %1: tensor<2x2xui8>, %2: tensor<2x2x2x2xf32>) -> (tensor<2x5x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<2x5x2xf32>, tensor<2x5x2xf32>) -> tensor<2x5x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<2x2x2x2xf32>) -> tensor<2x2x2x2xf32>
    %5 = "stablehlo.convert"(%1) : (tensor<2x2xui8>) -> tensor<2x2xi32>
    %6 = "stablehlo.constant"() {value = dense<5> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %7 = "stablehlo.compare"(%5, %6) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi1>
    %8 = "stablehlo.constant"() {value = dense<0> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %9 = "stablehlo.compare"(%5, %8) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi1>
    %10 = "stablehlo.and"(%9, %7) : (tensor<2x2xi1>, tensor<2x2xi1>) -> tensor<2x2xi1>
    %11 = "stablehlo.constant"() {value = dense<-1> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %12 = "stablehlo.select"(%10, %5, %11) : (tensor<2x2xi1>, tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi32>
    %15 = "stablehlo.scatter"(%3, %12, %4) ({
    ^bb0(%13: tensor<f32>, %14: tensor<f32>):
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0, 3], inserted_window_dims = [1], scatter_dims_to_operand_dims = [1], index_vector_dim = 2>, indices_are_sorted = false, unique_indices = false} : (tensor<2x5x2xf32>, tensor<2x2xi32>, tensor<2x2x2x2xf32>) -> tensor<2x5x2xf32>
    "func.return"(%15) : (tensor<2x5x2xf32>) -> ()
  }
}
// -----
// put_unique
module @calx {
  func.func public @main(%0: tensor<5x2xf32>, %1: tensor<3xi64>, %2: tensor<3x2xf32>) -> (tensor<5x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<3x2xf32>) -> tensor<3x2xf32>
    %5 = "stablehlo.constant"() {value = dense<5> : tensor<3xi64>} : () -> tensor<3xi64>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<3xi64>} : () -> tensor<3xi64>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<3xi1>, tensor<3xi1>) -> tensor<3xi1>
    %10 = "stablehlo.convert"(%1) : (tensor<3xi64>) -> tensor<3xi32>
    %11 = "stablehlo.constant"() {value = dense<-1> : tensor<3xi32>} : () -> tensor<3xi32>
    %12 = "stablehlo.select"(%9, %10, %11) : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    %15 = "stablehlo.scatter"(%3, %12, %4) ({
    ^bb0(%13: tensor<f32>, %14: tensor<f32>):
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = true} : (tensor<5x2xf32>, tensor<3xi32>, tensor<3x2xf32>) -> tensor<5x2xf32>
    "func.return"(%15) : (tensor<5x2xf32>) -> ()
  }
}
// -----
// put_add
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<5xi32>, %2: tensor<5x2xf32>) -> (tensor<4x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<5x2xf32>) -> tensor<5x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<5xi32>, tensor<5x2xf32>) -> tensor<4x2xf32>
    "func.return"(%15) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// put_mul
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<6xi32>, %2: tensor<6x2xf32>) -> (tensor<4x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<6x2xf32>) -> tensor<6x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<6xi32>} : () -> tensor<6xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<6xi32>} : () -> tensor<6xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<6xi1>, tensor<6xi1>) -> tensor<6xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<6xi32>} : () -> tensor<6xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<6xi1>, tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.multiply"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<6xi32>, tensor<6x2xf32>) -> tensor<4x2xf32>
    "func.return"(%15) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// put_mul_unique
module @calx {
  func.func public @main(%0: tensor<5x2xf32>, %1: tensor<3xi32>, %2: tensor<3x2xf32>) -> (tensor<5x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<3x2xf32>) -> tensor<3x2xf32>
    %5 = "stablehlo.constant"() {value = dense<5> : tensor<3xi32>} : () -> tensor<3xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<3xi32>} : () -> tensor<3xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<3xi1>, tensor<3xi1>) -> tensor<3xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<3xi32>} : () -> tensor<3xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.multiply"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = true} : (tensor<5x2xf32>, tensor<3xi32>, tensor<3x2xf32>) -> tensor<5x2xf32>
    "func.return"(%15) : (tensor<5x2xf32>) -> ()
  }
}
// -----
// put_min
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<5xi32>, %2: tensor<5x2xf32>) -> (tensor<4x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<5x2xf32>) -> tensor<5x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.minimum"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<5xi32>, tensor<5x2xf32>) -> tensor<4x2xf32>
    "func.return"(%15) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// put_max
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<5xi32>, %2: tensor<5x2xf32>) -> (tensor<4x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<5x2xf32>) -> tensor<5x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.maximum"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<5xi32>, tensor<5x2xf32>) -> tensor<4x2xf32>
    "func.return"(%15) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// put_max_ties
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<5xi32>, %2: tensor<5xf32>) -> (tensor<3xf32>) {
    %3 = "stablehlo.constant"() {value = dense<3> : tensor<5xi32>} : () -> tensor<5xi32>
    %4 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %5 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.and"(%6, %4) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %8 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %9 = "stablehlo.select"(%7, %1, %8) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %13 = "stablehlo.scatter"(%0, %9, %2) ({
    ^bb0(%10: tensor<f32>, %11: tensor<f32>):
      %12 = "stablehlo.maximum"(%10, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%12) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<3xf32>, tensor<5xi32>, tensor<5xf32>) -> tensor<3xf32>
    %14 = "stablehlo.multiply"(%13, %13) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%14) : (tensor<3xf32>) -> ()
  }
}
// -----
// put_bools
module @calx {
  func.func public @main(%0: tensor<4xi1>, %1: tensor<2xi32>) -> (tensor<4xi1>) {
    %2 = "stablehlo.constant"() {value = dense<4> : tensor<2xi32>} : () -> tensor<2xi32>
    %3 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %4 = "stablehlo.constant"() {value = dense<0> : tensor<2xi32>} : () -> tensor<2xi32>
    %5 = "stablehlo.compare"(%1, %4) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %6 = "stablehlo.and"(%5, %3) : (tensor<2xi1>, tensor<2xi1>) -> tensor<2xi1>
    %7 = "stablehlo.constant"() {value = dense<-1> : tensor<2xi32>} : () -> tensor<2xi32>
    %8 = "stablehlo.select"(%6, %1, %7) : (tensor<2xi1>, tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>
    %9 = "stablehlo.constant"() {value = dense<true> : tensor<2xi1>} : () -> tensor<2xi1>
    %12 = "stablehlo.scatter"(%0, %8, %9) ({
    ^bb0(%10: tensor<i1>, %11: tensor<i1>):
      "stablehlo.return"(%11) : (tensor<i1>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4xi1>, tensor<2xi32>, tensor<2xi1>) -> tensor<4xi1>
    "func.return"(%12) : (tensor<4xi1>) -> ()
  }
}
// -----
// put_min_i16
module @calx {
  func.func public @main(%0: tensor<4xi16>, %1: tensor<3xi32>, %2: tensor<3xi16>) -> (tensor<4xi16>) {
    %3 = "stablehlo.constant"() {value = dense<4> : tensor<3xi32>} : () -> tensor<3xi32>
    %4 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
    %5 = "stablehlo.constant"() {value = dense<0> : tensor<3xi32>} : () -> tensor<3xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
    %7 = "stablehlo.and"(%6, %4) : (tensor<3xi1>, tensor<3xi1>) -> tensor<3xi1>
    %8 = "stablehlo.constant"() {value = dense<-1> : tensor<3xi32>} : () -> tensor<3xi32>
    %9 = "stablehlo.select"(%7, %1, %8) : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    %13 = "stablehlo.scatter"(%0, %9, %2) ({
    ^bb0(%10: tensor<i16>, %11: tensor<i16>):
      %12 = "stablehlo.minimum"(%10, %11) : (tensor<i16>, tensor<i16>) -> tensor<i16>
      "stablehlo.return"(%12) : (tensor<i16>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4xi16>, tensor<3xi32>, tensor<3xi16>) -> tensor<4xi16>
    "func.return"(%13) : (tensor<4xi16>) -> ()
  }
}
// -----
// put_along
module @calx {
  func.func public @main(%0: tensor<2x4xf32>, %1: tensor<2x2xi32>, %2: tensor<2x2xf32>) -> (tensor<2x4xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<2x2xf32>) -> tensor<2x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<2x2xi1>, tensor<2x2xi1>) -> tensor<2x2xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<2x2xi32>} : () -> tensor<2x2xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<2x2xi1>, tensor<2x2xi32>, tensor<2x2xi32>) -> tensor<2x2xi32>
    %14 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [1], input_batching_dims = [0], scatter_indices_batching_dims = [0], scatter_dims_to_operand_dims = [1], index_vector_dim = 2>, indices_are_sorted = false, unique_indices = false} : (tensor<2x4xf32>, tensor<2x2xi32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    "func.return"(%14) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// put_along_add
module @calx {
  func.func public @main(%0: tensor<3x2x2xf32>, %1: tensor<2x2x2xi32>, %2: tensor<2x2x2xf32>) -> (tensor<3x2x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<3x2x2xf32>, tensor<3x2x2xf32>) -> tensor<3x2x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<2x2x2xf32>) -> tensor<2x2x2xf32>
    %5 = "stablehlo.constant"() {value = dense<3> : tensor<2x2x2xi32>} : () -> tensor<2x2x2xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2x2xi32>, tensor<2x2x2xi32>) -> tensor<2x2x2xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<2x2x2xi32>} : () -> tensor<2x2x2xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2x2xi32>, tensor<2x2x2xi32>) -> tensor<2x2x2xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<2x2x2xi1>, tensor<2x2x2xi1>) -> tensor<2x2x2xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<2x2x2xi32>} : () -> tensor<2x2x2xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<2x2x2xi1>, tensor<2x2x2xi32>, tensor<2x2x2xi32>) -> tensor<2x2x2xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [0], input_batching_dims = [1, 2], scatter_indices_batching_dims = [1, 2], scatter_dims_to_operand_dims = [0], index_vector_dim = 3>, indices_are_sorted = false, unique_indices = false} : (tensor<3x2x2xf32>, tensor<2x2x2xi32>, tensor<2x2x2xf32>) -> tensor<3x2x2xf32>
    "func.return"(%15) : (tensor<3x2x2xf32>) -> ()
  }
}
// -----
// segment_product
module @calx {
  func.func public @main(%0: tensor<3x2xf32>, %1: tensor<3xi32>) -> (tensor<4x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    %3 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<4x2xf32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<3xi32>} : () -> tensor<3xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<3xi32>} : () -> tensor<3xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<3xi1>, tensor<3xi1>) -> tensor<3xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<3xi32>} : () -> tensor<3xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<3xi1>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xi32>
    %15 = "stablehlo.scatter"(%4, %11, %2) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.multiply"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x2xf32>, tensor<3xi32>, tensor<3x2xf32>) -> tensor<4x2xf32>
    "func.return"(%15) : (tensor<4x2xf32>) -> ()
  }
}
// -----
// segment_min
module @calx {
  func.func public @main(%0: tensor<5x2xf32>, %1: tensor<5xi32>) -> (tensor<3x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    %3 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<f32>} : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<3x2xf32>
    %5 = "stablehlo.constant"() {value = dense<3> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %15 = "stablehlo.scatter"(%4, %11, %2) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.minimum"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<3x2xf32>, tensor<5xi32>, tensor<5x2xf32>) -> tensor<3x2xf32>
    %16 = "stablehlo.is_finite"(%15) : (tensor<3x2xf32>) -> tensor<3x2xi1>
    %17 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x2xf32>} : () -> tensor<3x2xf32>
    %18 = "stablehlo.select"(%16, %15, %17) : (tensor<3x2xi1>, tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    "func.return"(%18) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// segment_max
module @calx {
  func.func public @main(%0: tensor<5xf32>, %1: tensor<5xi32>) -> (tensor<2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %3 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<2xf32>
    %5 = "stablehlo.constant"() {value = dense<2> : tensor<5xi32>} : () -> tensor<5xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<5xi32>} : () -> tensor<5xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<5xi1>, tensor<5xi1>) -> tensor<5xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<5xi32>} : () -> tensor<5xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<5xi1>, tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %15 = "stablehlo.scatter"(%4, %11, %2) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.maximum"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<2xf32>, tensor<5xi32>, tensor<5xf32>) -> tensor<2xf32>
    "func.return"(%15) : (tensor<2xf32>) -> ()
  }
}
// -----
// segment_max_empty
module @calx {
  func.func public @main(%0: tensor<4xi32>, %1: tensor<4xi32>) -> (tensor<3xi32>) {
    %2 = "stablehlo.constant"() {value = dense<-2147483648> : tensor<i32>} : () -> tensor<i32>
    %3 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<i32>) -> tensor<3xi32>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<4xi32>} : () -> tensor<4xi32>
    %5 = "stablehlo.compare"(%1, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
    %6 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %7 = "stablehlo.compare"(%1, %6) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
    %8 = "stablehlo.and"(%7, %5) : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
    %9 = "stablehlo.constant"() {value = dense<-1> : tensor<4xi32>} : () -> tensor<4xi32>
    %10 = "stablehlo.select"(%8, %1, %9) : (tensor<4xi1>, tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    %14 = "stablehlo.scatter"(%3, %10, %0) ({
    ^bb0(%11: tensor<i32>, %12: tensor<i32>):
      %13 = "stablehlo.maximum"(%11, %12) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%13) : (tensor<i32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<3xi32>, tensor<4xi32>, tensor<4xi32>) -> tensor<3xi32>
    "func.return"(%14) : (tensor<3xi32>) -> ()
  }
}
// -----
// gather_blocks
module @calx {
  func.func public @main(%0: tensor<4x5xf32>, %1: tensor<3x2xi32>) -> (tensor<3x2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %3 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 3, 1>, strides = array<i64: 1, 1>} : (tensor<3x2xi32>) -> tensor<3x1xi32>
    %4 = "stablehlo.constant"() {value = dense<0> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %5 = "stablehlo.constant"() {value = dense<2> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %6 = "stablehlo.clamp"(%4, %3, %5) : (tensor<3x1xi32>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %7 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 3, 2>, strides = array<i64: 1, 1>} : (tensor<3x2xi32>) -> tensor<3x1xi32>
    %10 = "stablehlo.clamp"(%4, %7, %5) : (tensor<3x1xi32>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %11 = "stablehlo.concatenate"(%6, %10) {dimension = 1 : i64} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x2xi32>
    %12 = "stablehlo.gather"(%2, %11) {dimension_numbers = #stablehlo.gather<offset_dims = [1, 2], collapsed_slice_dims = [], start_index_map = [0, 1], index_vector_dim = 1>, slice_sizes = array<i64: 2, 3>, indices_are_sorted = false} : (tensor<4x5xf32>, tensor<3x2xi32>) -> tensor<3x2x3xf32>
    "func.return"(%12) : (tensor<3x2x3xf32>) -> ()
  }
}
// -----
// gather_rows
module @calx {
  func.func public @main(%0: tensor<2x5x3xf32>, %1: tensor<3x1xui8>) -> (tensor<3x2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x5x3xf32>, tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
    %3 = "stablehlo.convert"(%1) : (tensor<3x1xui8>) -> tensor<3x1xi32>
    %4 = "stablehlo.constant"() {value = dense<0> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %5 = "stablehlo.constant"() {value = dense<4> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %6 = "stablehlo.clamp"(%4, %3, %5) : (tensor<3x1xi32>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %7 = "stablehlo.gather"(%2, %6) {dimension_numbers = #stablehlo.gather<offset_dims = [1, 2], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 2, 1, 3>, indices_are_sorted = false} : (tensor<2x5x3xf32>, tensor<3x1xi32>) -> tensor<3x2x3xf32>
    "func.return"(%7) : (tensor<3x2x3xf32>) -> ()
  }
}
// -----
// gather_order
module @calx {
  func.func public @main(%0: tensor<2x5x2xf32>, %1: tensor<2x1x2xi64>) -> (tensor<2x2x2x1xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x5x2xf32>, tensor<2x5x2xf32>) -> tensor<2x5x2xf32>
    %3 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 1, 1>, strides = array<i64: 1, 1, 1>} : (tensor<2x1x2xi64>) -> tensor<2x1x1xi64>
    %4 = "stablehlo.constant"() {value = dense<0> : tensor<2x1x1xi64>} : () -> tensor<2x1x1xi64>
    %5 = "stablehlo.constant"() {value = dense<1> : tensor<2x1x1xi64>} : () -> tensor<2x1x1xi64>
    %6 = "stablehlo.clamp"(%4, %3, %5) : (tensor<2x1x1xi64>, tensor<2x1x1xi64>, tensor<2x1x1xi64>) -> tensor<2x1x1xi64>
    %7 = "stablehlo.convert"(%6) : (tensor<2x1x1xi64>) -> tensor<2x1x1xi32>
    %8 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0, 1>, limit_indices = array<i64: 2, 1, 2>, strides = array<i64: 1, 1, 1>} : (tensor<2x1x2xi64>) -> tensor<2x1x1xi64>
    %10 = "stablehlo.constant"() {value = dense<3> : tensor<2x1x1xi64>} : () -> tensor<2x1x1xi64>
    %11 = "stablehlo.clamp"(%4, %8, %10) : (tensor<2x1x1xi64>, tensor<2x1x1xi64>, tensor<2x1x1xi64>) -> tensor<2x1x1xi64>
    %12 = "stablehlo.convert"(%11) : (tensor<2x1x1xi64>) -> tensor<2x1x1xi32>
    %13 = "stablehlo.concatenate"(%7, %12) {dimension = 2 : i64} : (tensor<2x1x1xi32>, tensor<2x1x1xi32>) -> tensor<2x1x2xi32>
    %14 = "stablehlo.gather"(%2, %13) {dimension_numbers = #stablehlo.gather<offset_dims = [0, 2], collapsed_slice_dims = [2], start_index_map = [2, 1], index_vector_dim = 2>, slice_sizes = array<i64: 2, 2, 1>, indices_are_sorted = false} : (tensor<2x5x2xf32>, tensor<2x1x2xi32>) -> tensor<2x2x2x1xf32>
    "func.return"(%14) : (tensor<2x2x2x1xf32>) -> ()
  }
}
// -----
// gather_batch
module @calx {
  func.func public @main(%0: tensor<3x4x2xf32>, %1: tensor<2x3x1xi32>) -> (tensor<2x3x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<3x4x2xf32>, tensor<3x4x2xf32>) -> tensor<3x4x2xf32>
    %3 = "stablehlo.constant"() {value = dense<0> : tensor<2x3x1xi32>} : () -> tensor<2x3x1xi32>
    %4 = "stablehlo.constant"() {value = dense<2> : tensor<2x3x1xi32>} : () -> tensor<2x3x1xi32>
    %5 = "stablehlo.clamp"(%3, %1, %4) : (tensor<2x3x1xi32>, tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi32>
    %6 = "stablehlo.gather"(%2, %5) {dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [], operand_batching_dims = [0, 2], start_indices_batching_dims = [1, 0], start_index_map = [1], index_vector_dim = 2>, slice_sizes = array<i64: 1, 2, 1>, indices_are_sorted = false} : (tensor<3x4x2xf32>, tensor<2x3x1xi32>) -> tensor<2x3x2xf32>
    "func.return"(%6) : (tensor<2x3x2xf32>) -> ()
  }
}
// -----
// scatter_blocks
module @calx {
  func.func public @main(%0: tensor<4x5xf32>, %1: tensor<3x2xi32>, %2: tensor<3x2x3xf32>) -> (tensor<4x5xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<3x2x3xf32>) -> tensor<3x2x3xf32>
    %5 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 3, 1>, strides = array<i64: 1, 1>} : (tensor<3x2xi32>) -> tensor<3x1xi32>
    %6 = "stablehlo.constant"() {value = dense<3> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %7 = "stablehlo.compare"(%5, %6) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %8 = "stablehlo.constant"() {value = dense<0> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %9 = "stablehlo.compare"(%5, %8) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %10 = "stablehlo.and"(%9, %7) : (tensor<3x1xi1>, tensor<3x1xi1>) -> tensor<3x1xi1>
    %11 = "stablehlo.constant"() {value = dense<-1> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %12 = "stablehlo.select"(%10, %5, %11) : (tensor<3x1xi1>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %13 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 3, 2>, strides = array<i64: 1, 1>} : (tensor<3x2xi32>) -> tensor<3x1xi32>
    %15 = "stablehlo.compare"(%13, %6) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %17 = "stablehlo.compare"(%13, %8) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %18 = "stablehlo.and"(%17, %15) : (tensor<3x1xi1>, tensor<3x1xi1>) -> tensor<3x1xi1>
    %20 = "stablehlo.select"(%18, %13, %11) : (tensor<3x1xi1>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %21 = "stablehlo.concatenate"(%12, %20) {dimension = 1 : i64} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x2xi32>
    %24 = "stablehlo.scatter"(%3, %21, %4) ({
    ^bb0(%22: tensor<f32>, %23: tensor<f32>):
      "stablehlo.return"(%23) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1, 2], inserted_window_dims = [], scatter_dims_to_operand_dims = [0, 1], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x5xf32>, tensor<3x2xi32>, tensor<3x2x3xf32>) -> tensor<4x5xf32>
    "func.return"(%24) : (tensor<4x5xf32>) -> ()
  }
}
// -----
// scatter_add_blocks
module @calx {
  func.func public @main(%0: tensor<4x5xf32>, %1: tensor<3x2xi32>, %2: tensor<3x2x3xf32>) -> (tensor<4x5xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<3x2x3xf32>) -> tensor<3x2x3xf32>
    %5 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 3, 1>, strides = array<i64: 1, 1>} : (tensor<3x2xi32>) -> tensor<3x1xi32>
    %6 = "stablehlo.constant"() {value = dense<3> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %7 = "stablehlo.compare"(%5, %6) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %8 = "stablehlo.constant"() {value = dense<0> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %9 = "stablehlo.compare"(%5, %8) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %10 = "stablehlo.and"(%9, %7) : (tensor<3x1xi1>, tensor<3x1xi1>) -> tensor<3x1xi1>
    %11 = "stablehlo.constant"() {value = dense<-1> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %12 = "stablehlo.select"(%10, %5, %11) : (tensor<3x1xi1>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %13 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 3, 2>, strides = array<i64: 1, 1>} : (tensor<3x2xi32>) -> tensor<3x1xi32>
    %15 = "stablehlo.compare"(%13, %6) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %17 = "stablehlo.compare"(%13, %8) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %18 = "stablehlo.and"(%17, %15) : (tensor<3x1xi1>, tensor<3x1xi1>) -> tensor<3x1xi1>
    %20 = "stablehlo.select"(%18, %13, %11) : (tensor<3x1xi1>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %21 = "stablehlo.concatenate"(%12, %20) {dimension = 1 : i64} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x2xi32>
    %25 = "stablehlo.scatter"(%3, %21, %4) ({
    ^bb0(%22: tensor<f32>, %23: tensor<f32>):
      %24 = "stablehlo.add"(%22, %23) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%24) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1, 2], inserted_window_dims = [], scatter_dims_to_operand_dims = [0, 1], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<4x5xf32>, tensor<3x2xi32>, tensor<3x2x3xf32>) -> tensor<4x5xf32>
    "func.return"(%25) : (tensor<4x5xf32>) -> ()
  }
}
// -----
// scatter_max_rows
module @calx {
  func.func public @main(%0: tensor<2x5x3xf32>, %1: tensor<3x1xi32>, %2: tensor<3x2x3xf32>) -> (tensor<2x5x3xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<2x5x3xf32>, tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<3x2x3xf32>) -> tensor<3x2x3xf32>
    %5 = "stablehlo.constant"() {value = dense<5> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<3x1xi1>, tensor<3x1xi1>) -> tensor<3x1xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<3x1xi32>} : () -> tensor<3x1xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<3x1xi1>, tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.maximum"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1, 2], inserted_window_dims = [1], scatter_dims_to_operand_dims = [1], index_vector_dim = 1>, indices_are_sorted = false, unique_indices = false} : (tensor<2x5x3xf32>, tensor<3x1xi32>, tensor<3x2x3xf32>) -> tensor<2x5x3xf32>
    "func.return"(%15) : (tensor<2x5x3xf32>) -> ()
  }
}
// -----
// scatter_batch
module @calx {
  func.func public @main(%0: tensor<3x4x2xf32>, %1: tensor<2x3x1xi32>, %2: tensor<2x3x2xf32>) -> (tensor<3x4x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<3x4x2xf32>, tensor<3x4x2xf32>) -> tensor<3x4x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    %5 = "stablehlo.constant"() {value = dense<3> : tensor<2x3x1xi32>} : () -> tensor<2x3x1xi32>
    %6 = "stablehlo.compare"(%1, %5) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %7 = "stablehlo.constant"() {value = dense<0> : tensor<2x3x1xi32>} : () -> tensor<2x3x1xi32>
    %8 = "stablehlo.compare"(%1, %7) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %9 = "stablehlo.and"(%8, %6) : (tensor<2x3x1xi1>, tensor<2x3x1xi1>) -> tensor<2x3x1xi1>
    %10 = "stablehlo.constant"() {value = dense<-1> : tensor<2x3x1xi32>} : () -> tensor<2x3x1xi32>
    %11 = "stablehlo.select"(%9, %1, %10) : (tensor<2x3x1xi1>, tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi32>
    %15 = "stablehlo.scatter"(%3, %11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [2], inserted_window_dims = [], input_batching_dims = [0, 2], scatter_indices_batching_dims = [1, 0], scatter_dims_to_operand_dims = [1], index_vector_dim = 2>, indices_are_sorted = false, unique_indices = false} : (tensor<3x4x2xf32>, tensor<2x3x1xi32>, tensor<2x3x2xf32>) -> tensor<3x4x2xf32>
    "func.return"(%15) : (tensor<3x4x2xf32>) -> ()
  }
}
// -----
// scatter_order
module @calx {
  func.func public @main(%0: tensor<2x5x2xf32>, %1: tensor<2x1x2xi64>, %2: tensor<2x2x2x1xf32>) -> (tensor<2x5x2xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<2x5x2xf32>, tensor<2x5x2xf32>) -> tensor<2x5x2xf32>
    %4 = "stablehlo.sine"(%2) : (tensor<2x2x2x1xf32>) -> tensor<2x2x2x1xf32>
    %5 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 1, 1>, strides = array<i64: 1, 1, 1>} : (tensor<2x1x2xi64>) -> tensor<2x1x1xi64>
    %6 = "stablehlo.constant"() {value = dense<2> : tensor<2x1x1xi64>} : () -> tensor<2x1x1xi64>
    %7 = "stablehlo.compare"(%5, %6) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x1x1xi64>, tensor<2x1x1xi64>) -> tensor<2x1x1xi1>
    %8 = "stablehlo.constant"() {value = dense<0> : tensor<2x1x1xi64>} : () -> tensor<2x1x1xi64>
    %9 = "stablehlo.compare"(%5, %8) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x1x1xi64>, tensor<2x1x1xi64>) -> tensor<2x1x1xi1>
    %10 = "stablehlo.and"(%9, %7) : (tensor<2x1x1xi1>, tensor<2x1x1xi1>) -> tensor<2x1x1xi1>
    %11 = "stablehlo.convert"(%5) : (tensor<2x1x1xi64>) -> tensor<2x1x1xi32>
    %12 = "stablehlo.constant"() {value = dense<-1> : tensor<2x1x1xi32>} : () -> tensor<2x1x1xi32>
    %13 = "stablehlo.select"(%10, %11, %12) : (tensor<2x1x1xi1>, tensor<2x1x1xi32>, tensor<2x1x1xi32>) -> tensor<2x1x1xi32>
    %14 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0, 1>, limit_indices = array<i64: 2, 1, 2>, strides = array<i64: 1, 1, 1>} : (tensor<2x1x2xi64>) -> tensor<2x1x1xi64>
    %15 = "stablehlo.constant"() {value = dense<4> : tensor<2x1x1xi64>} : () -> tensor<2x1x1xi64>
    %16 = "stablehlo.compare"(%14, %15) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x1x1xi64>, tensor<2x1x1xi64>) -> tensor<2x1x1xi1>
    %18 = "stablehlo.compare"(%14, %8) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x1x1xi64>, tensor<2x1x1xi64>) -> tensor<2x1x1xi1>
    %19 = "stablehlo.and"(%18, %16) : (tensor<2x1x1xi1>, tensor<2x1x1xi1>) -> tensor<2x1x1xi1>
    %20 = "stablehlo.convert"(%14) : (tensor<2x1x1xi64>) -> tensor<2x1x1xi32>
    %22 = "stablehlo.select"(%19, %20, %12) : (tensor<2x1x1xi1>, tensor<2x1x1xi32>, tensor<2x1x1xi32>) -> tensor<2x1x1xi32>
    %23 = "stablehlo.concatenate"(%13, %22) {dimension = 2 : i64} : (tensor<2x1x1xi32>, tensor<2x1x1xi32>) -> tensor<2x1x2xi32>
    %26 = "stablehlo.scatter"(%3, %23, %4) ({
    ^bb0(%24: tensor<f32>, %25: tensor<f32>):
      "stablehlo.return"(%25) : (tensor<f32>) -> ()
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0, 2], inserted_window_dims = [2], scatter_dims_to_operand_dims = [2, 1], index_vector_dim = 2>, indices_are_sorted = false, unique_indices = false} : (tensor<2x5x2xf32>, tensor<2x1x2xi32>, tensor<2x2x2x1xf32>) -> tensor<2x5x2xf32>
    "func.return"(%26) : (tensor<2x5x2xf32>) -> ()
  }
}
// -----
// one_hot
module @calx {
  func.func public @main(%0: tensor<2x2xi32>) -> (tensor<2x2x4xf32>) {
    %1 = "stablehlo.broadcast_in_dim"(%0) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x2xi32>) -> tensor<2x2x4xi32>
    %2 = "stablehlo.iota"() {iota_dimension = 2 : i64} : () -> tensor<2x2x4xi32>
    %3 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2x4xi32>, tensor<2x2x4xi32>) -> tensor<2x2x4xi1>
    %4 = "stablehlo.convert"(%3) : (tensor<2x2x4xi1>) -> tensor<2x2x4xf32>
    "func.return"(%4) : (tensor<2x2x4xf32>) -> ()
  }
}
// -----
// one_hot_product
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2xi32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 0>} : (tensor<2xi32>) -> tensor<2x3xi32>
    %4 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x3xi32>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi1>
    %6 = "stablehlo.convert"(%5) : (tensor<2x3xi1>) -> tensor<2x3xf32>
    %7 = "stablehlo.multiply"(%6, %2) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%7) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// dynamic_slice
module @calx {
  func.func public @main(%0: tensor<4x5xf32>, %1: tensor<i32>, %2: tensor<i32>) -> (tensor<2x3xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %4 = "stablehlo.dynamic_slice"(%3, %1, %2) {slice_sizes = array<i64: 2, 3>} : (tensor<4x5xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    "func.return"(%4) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// dynamic_slice_clamped
module @calx {
  func.func public @main(%0: tensor<4x5xf32>, %1: tensor<i32>, %2: tensor<i32>) -> (tensor<2x3xf32>) {
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %4 = "stablehlo.dynamic_slice"(%3, %1, %2) {slice_sizes = array<i64: 2, 3>} : (tensor<4x5xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    "func.return"(%4) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// dynamic_slice_1d
module @calx {
  func.func public @main(%0: tensor<6xf32>, %1: tensor<i64>) -> (tensor<3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %3 = "stablehlo.dynamic_slice"(%2, %1) {slice_sizes = array<i64: 3>} : (tensor<6xf32>, tensor<i64>) -> tensor<3xf32>
    "func.return"(%3) : (tensor<3xf32>) -> ()
  }
}
// -----
// dynamic_update_slice
module @calx {
  func.func public @main(%0: tensor<4x5xf32>, %1: tensor<2x3xf32>, %2: tensor<i32>, %3: tensor<i32>) -> (tensor<4x5xf32>) {
    %4 = "stablehlo.sine"(%1) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %6 = "stablehlo.dynamic_update_slice"(%5, %4, %2, %3) : (tensor<4x5xf32>, tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x5xf32>
    "func.return"(%6) : (tensor<4x5xf32>) -> ()
  }
}
// -----
// dynamic_update_slice_clamped
module @calx {
  func.func public @main(%0: tensor<4x5xf32>, %1: tensor<2x3xf32>, %2: tensor<i32>, %3: tensor<i32>) -> (tensor<4x5xf32>) {
    %4 = "stablehlo.sine"(%1) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.multiply"(%0, %0) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    %6 = "stablehlo.dynamic_update_slice"(%5, %4, %2, %3) : (tensor<4x5xf32>, tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x5xf32>
    "func.return"(%6) : (tensor<4x5xf32>) -> ()
  }
}
// -----
// sort
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    %19 = "stablehlo.sort"(%1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %7 = "stablehlo.select"(%5, %4, %3) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %8 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %9 = "stablehlo.compare"(%3, %3) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %10 = "stablehlo.select"(%9, %8, %7) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %12 = "stablehlo.compare"(%2, %4) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %14 = "stablehlo.select"(%12, %4, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %16 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %17 = "stablehlo.select"(%16, %8, %14) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %18 = "stablehlo.compare"(%17, %10) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%18) : (tensor<i1>) -> ()
    }) {dimension = 1 : i64, is_stable = true} : (tensor<2x5xf32>) -> tensor<2x5xf32>
    "func.return"(%19) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// sort_descending
module @calx {
  func.func public @main(%0: tensor<5x2xf32>) -> (tensor<5x2xf32>) {
    %18 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %4 = "stablehlo.compare"(%2, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = "stablehlo.select"(%4, %3, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%8, %7, %6) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = "stablehlo.select"(%11, %3, %1) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = "stablehlo.compare"(%1, %1) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%15, %7, %13) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %17 = "stablehlo.compare"(%16, %9) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%17) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<5x2xf32>) -> tensor<5x2xf32>
    %19 = "stablehlo.multiply"(%18, %18) : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
    "func.return"(%19) : (tensor<5x2xf32>) -> ()
  }
}
// -----
// sort_last_axis
module @calx {
  func.func public @main(%0: tensor<2x2x3xf32>) -> (tensor<2x2x3xf32>) {
    %18 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %4 = "stablehlo.compare"(%2, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = "stablehlo.select"(%4, %3, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%8, %7, %6) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = "stablehlo.select"(%11, %3, %1) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = "stablehlo.compare"(%1, %1) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%15, %7, %13) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %17 = "stablehlo.compare"(%16, %9) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%17) : (tensor<i1>) -> ()
    }) {dimension = 2 : i64, is_stable = true} : (tensor<2x2x3xf32>) -> tensor<2x2x3xf32>
    %19 = "stablehlo.multiply"(%18, %18) : (tensor<2x2x3xf32>, tensor<2x2x3xf32>) -> tensor<2x2x3xf32>
    "func.return"(%19) : (tensor<2x2x3xf32>) -> ()
  }
}
// -----
// sort_ties
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %18 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %4 = "stablehlo.compare"(%2, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = "stablehlo.select"(%4, %3, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%8, %7, %6) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = "stablehlo.select"(%11, %3, %1) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = "stablehlo.compare"(%1, %1) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%15, %7, %13) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %17 = "stablehlo.compare"(%16, %9) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%17) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<6xf32>) -> tensor<6xf32>
    %19 = "stablehlo.multiply"(%18, %18) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%19) : (tensor<6xf32>) -> ()
  }
}
// -----
// sort_nan
module @calx {
  func.func public @main(%0: tensor<8xf32>) -> (tensor<8xf32>) {
    %18 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %4 = "stablehlo.compare"(%2, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = "stablehlo.select"(%4, %3, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%8, %7, %6) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = "stablehlo.select"(%11, %3, %1) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = "stablehlo.compare"(%1, %1) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%15, %7, %13) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %17 = "stablehlo.compare"(%16, %9) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%17) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<8xf32>) -> tensor<8xf32>
    "func.return"(%18) : (tensor<8xf32>) -> ()
  }
}
// -----
// sort_i32
module @calx {
  func.func public @main(%0: tensor<7xi32>) -> (tensor<7xi32>) {
    %4 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<i32>, %2: tensor<i32>):
      %3 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%3) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<7xi32>) -> tensor<7xi32>
    "func.return"(%4) : (tensor<7xi32>) -> ()
  }
}
// -----
// argsort
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xi32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x5xi32>
    %21:2 = "stablehlo.sort"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %7 = "stablehlo.compare"(%3, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%7, %6, %3) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %11 = "stablehlo.compare"(%3, %3) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %12 = "stablehlo.select"(%11, %10, %9) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %14 = "stablehlo.compare"(%2, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%14, %6, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %18 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %19 = "stablehlo.select"(%18, %10, %16) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %20 = "stablehlo.compare"(%19, %12) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%20) : (tensor<i1>) -> ()
    }) {dimension = 1 : i64, is_stable = true} : (tensor<2x5xf32>, tensor<2x5xi32>) -> (tensor<2x5xf32>, tensor<2x5xi32>)
    "func.return"(%21#1) : (tensor<2x5xi32>) -> ()
  }
}
// -----
// argsort_ties_and_nan
module @calx {
  func.func public @main(%0: tensor<7xf32>) -> (tensor<7xi32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<7xi32>
    %21:2 = "stablehlo.sort"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %7 = "stablehlo.compare"(%3, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%7, %6, %3) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %11 = "stablehlo.compare"(%3, %3) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %12 = "stablehlo.select"(%11, %10, %9) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %14 = "stablehlo.compare"(%2, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%14, %6, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %18 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %19 = "stablehlo.select"(%18, %10, %16) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %20 = "stablehlo.compare"(%19, %12) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%20) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<7xf32>, tensor<7xi32>) -> (tensor<7xf32>, tensor<7xi32>)
    "func.return"(%21#1) : (tensor<7xi32>) -> ()
  }
}
// -----
// argsort_descending
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xi32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<5xi32>
    %21:2 = "stablehlo.sort"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %7 = "stablehlo.compare"(%3, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%7, %6, %3) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %11 = "stablehlo.compare"(%3, %3) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %12 = "stablehlo.select"(%11, %10, %9) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %14 = "stablehlo.compare"(%2, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%14, %6, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %18 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %19 = "stablehlo.select"(%18, %10, %16) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %20 = "stablehlo.compare"(%19, %12) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%20) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<5xf32>, tensor<5xi32>) -> (tensor<5xf32>, tensor<5xi32>)
    "func.return"(%21#1) : (tensor<5xi32>) -> ()
  }
}
// -----
// sort_by
module @calx {
  func.func public @main(%0: tensor<2x6xi32>, %1: tensor<2x6xf32>, %2: tensor<2x6xf32>) -> (tensor<2x6xi32>, tensor<2x6xf32>, tensor<2x6xf32>) {
    %14:3 = "stablehlo.sort"(%0, %1, %2) ({
    ^bb0(%3: tensor<i32>, %4: tensor<i32>, %5: tensor<f32>, %6: tensor<f32>, %7: tensor<f32>, %8: tensor<f32>):
      %9 = "stablehlo.compare"(%5, %6) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %10 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %11 = "stablehlo.and"(%10, %9) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      %12 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %13 = "stablehlo.or"(%12, %11) : (tensor<i1>, tensor<i1>) -> tensor<i1>
      "stablehlo.return"(%13) : (tensor<i1>) -> ()
    }) {dimension = 1 : i64, is_stable = true} : (tensor<2x6xi32>, tensor<2x6xf32>, tensor<2x6xf32>) -> (tensor<2x6xi32>, tensor<2x6xf32>, tensor<2x6xf32>)
    "func.return"(%14#0, %14#1, %14#2) : (tensor<2x6xi32>, tensor<2x6xf32>, tensor<2x6xf32>) -> ()
  }
}
// -----
// sort_by_real_part
module @calx {
  func.func public @main(%0: tensor<5xcomplex<f32>>) -> (tensor<5xcomplex<f32>>) {
    %6 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<complex<f32>>, %2: tensor<complex<f32>>):
      %3 = "stablehlo.real"(%2) : (tensor<complex<f32>>) -> tensor<f32>
      %4 = "stablehlo.real"(%1) : (tensor<complex<f32>>) -> tensor<f32>
      %5 = "stablehlo.compare"(%4, %3) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%5) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<5xcomplex<f32>>) -> tensor<5xcomplex<f32>>
    "func.return"(%6) : (tensor<5xcomplex<f32>>) -> ()
  }
}
// -----
// while
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<2x2xf32>, %2: tensor<2x2xf32>, %3: tensor<2xf32>) -> (tensor<2x2xf32>) {
    %19:4 = "stablehlo.while"(%0, %1, %2, %3) ({
    ^bb0(%4: tensor<i32>, %5: tensor<2x2xf32>, %17: tensor<2x2xf32>, %18: tensor<2xf32>):
      %6 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %7 = "stablehlo.compare"(%4, %6) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%7) : (tensor<i1>) -> ()
    }, {
    ^bb0(%8: tensor<i32>, %9: tensor<2x2xf32>, %12: tensor<2x2xf32>, %14: tensor<2xf32>):
      %10 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %11 = "stablehlo.subtract"(%8, %10) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %13 = "stablehlo.multiply"(%9, %12) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
      %15 = "stablehlo.broadcast_in_dim"(%14) {broadcast_dimensions = array<i64: 1>} : (tensor<2xf32>) -> tensor<2x2xf32>
      %16 = "stablehlo.add"(%13, %15) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
      "stablehlo.return"(%11, %16, %12, %14) : (tensor<i32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> ()
    }) : (tensor<i32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> (tensor<i32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>)
    "func.return"(%19#1) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// while_no_turn
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<2x2xf32>, %2: tensor<2x2xf32>, %3: tensor<2xf32>) -> (tensor<2x2xf32>) {
    %19:4 = "stablehlo.while"(%0, %1, %2, %3) ({
    ^bb0(%4: tensor<i32>, %5: tensor<2x2xf32>, %17: tensor<2x2xf32>, %18: tensor<2xf32>):
      %6 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %7 = "stablehlo.compare"(%4, %6) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%7) : (tensor<i1>) -> ()
    }, {
    ^bb0(%8: tensor<i32>, %9: tensor<2x2xf32>, %12: tensor<2x2xf32>, %14: tensor<2xf32>):
      %10 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %11 = "stablehlo.subtract"(%8, %10) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %13 = "stablehlo.multiply"(%9, %12) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
      %15 = "stablehlo.broadcast_in_dim"(%14) {broadcast_dimensions = array<i64: 1>} : (tensor<2xf32>) -> tensor<2x2xf32>
      %16 = "stablehlo.add"(%13, %15) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
      "stablehlo.return"(%11, %16, %12, %14) : (tensor<i32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> ()
    }) : (tensor<i32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> (tensor<i32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>)
    "func.return"(%19#1) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// while_nested
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>) {
    %25:3 = "stablehlo.while"(%0, %1, %2) ({
    ^bb0(%3: tensor<i32>, %4: tensor<3xf32>, %24: tensor<3xf32>):
      %5 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %6 = "stablehlo.compare"(%3, %5) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%6) : (tensor<i1>) -> ()
    }, {
    ^bb0(%7: tensor<i32>, %8: tensor<3xf32>, %16: tensor<3xf32>):
      %9 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %10 = "stablehlo.subtract"(%7, %9) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %11 = "stablehlo.constant"() {value = dense<2> : tensor<i32>} : () -> tensor<i32>
      %12 = "stablehlo.remainder"(%7, %11) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %13 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %14 = "stablehlo.compare"(%12, %13) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %23 = "stablehlo.if"(%14) ({
        %18 = "stablehlo.add"(%8, %16) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%18) : (tensor<3xf32>) -> ()
      }, {
        %19 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<3xf32>} : () -> tensor<3xf32>
        %21 = "stablehlo.multiply"(%8, %19) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%21) : (tensor<3xf32>) -> ()
      }) : (tensor<i1>) -> tensor<3xf32>
      "stablehlo.return"(%10, %23, %16) : (tensor<i32>, tensor<3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<i32>, tensor<3xf32>, tensor<3xf32>)
    "func.return"(%25#1) : (tensor<3xf32>) -> ()
  }
}
// -----
// bounded_while
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<2x2xf32>, %2: tensor<2x2xf32>, %3: tensor<2xf32>) -> (tensor<2x2xf32>) {
    %4 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xi32>
    %27 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %28 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %29 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x2x2xf32>} : () -> tensor<4x2x2xf32>
    %61:8 = "stablehlo.while"(%27, %0, %1, %28, %29, %4, %2, %3) ({
    ^bb0(%30: tensor<i32>, %31: tensor<i32>, %32: tensor<2x2xf32>, %33: tensor<4xi32>, %34: tensor<4x2x2xf32>, %58: tensor<4xi32>, %59: tensor<2x2xf32>, %60: tensor<2xf32>):
      %35 = "stablehlo.constant"() {value = dense<4> : tensor<i32>} : () -> tensor<i32>
      %36 = "stablehlo.compare"(%30, %35) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%36) : (tensor<i1>) -> ()
    }, {
    ^bb0(%37: tensor<i32>, %38: tensor<i32>, %39: tensor<2x2xf32>, %40: tensor<4xi32>, %41: tensor<4x2x2xf32>, %42: tensor<4xi32>, %47: tensor<2x2xf32>, %48: tensor<2xf32>):
      %45 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %46 = "stablehlo.compare"(%38, %45) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %49:2 = "stablehlo.if"(%46) ({
        %11 = "stablehlo.sine"(%39) : (tensor<2x2xf32>) -> tensor<2x2xf32>
        %12 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
        %14 = "stablehlo.subtract"(%38, %12) : (tensor<i32>, tensor<i32>) -> tensor<i32>
        %17 = "stablehlo.multiply"(%11, %47) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
        %20 = "stablehlo.broadcast_in_dim"(%48) {broadcast_dimensions = array<i64: 1>} : (tensor<2xf32>) -> tensor<2x2xf32>
        %21 = "stablehlo.add"(%17, %20) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
        "stablehlo.return"(%14, %21) : (tensor<i32>, tensor<2x2xf32>) -> ()
      }, {
        "stablehlo.return"(%38, %39) : (tensor<i32>, tensor<2x2xf32>) -> ()
      }) : (tensor<i1>) -> (tensor<i32>, tensor<2x2xf32>)
      %50 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %51 = "stablehlo.add"(%37, %50) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %52 = "stablehlo.reshape"(%38) : (tensor<i32>) -> tensor<1xi32>
      %53 = "stablehlo.dynamic_update_slice"(%40, %52, %37) : (tensor<4xi32>, tensor<1xi32>, tensor<i32>) -> tensor<4xi32>
      %56 = "stablehlo.reshape"(%39) : (tensor<2x2xf32>) -> tensor<1x2x2xf32>
      %57 = "stablehlo.dynamic_update_slice"(%41, %56, %37, %45, %45) : (tensor<4x2x2xf32>, tensor<1x2x2xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<4x2x2xf32>
      "stablehlo.return"(%51, %49#0, %49#1, %53, %57, %42, %47, %48) : (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>) -> (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>)
    "func.return"(%61#2) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// bounded_while_no_turn
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<2x2xf32>, %2: tensor<2x2xf32>, %3: tensor<2xf32>) -> (tensor<2x2xf32>) {
    %4 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xi32>
    %27 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %28 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %29 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x2x2xf32>} : () -> tensor<4x2x2xf32>
    %61:8 = "stablehlo.while"(%27, %0, %1, %28, %29, %4, %2, %3) ({
    ^bb0(%30: tensor<i32>, %31: tensor<i32>, %32: tensor<2x2xf32>, %33: tensor<4xi32>, %34: tensor<4x2x2xf32>, %58: tensor<4xi32>, %59: tensor<2x2xf32>, %60: tensor<2xf32>):
      %35 = "stablehlo.constant"() {value = dense<4> : tensor<i32>} : () -> tensor<i32>
      %36 = "stablehlo.compare"(%30, %35) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%36) : (tensor<i1>) -> ()
    }, {
    ^bb0(%37: tensor<i32>, %38: tensor<i32>, %39: tensor<2x2xf32>, %40: tensor<4xi32>, %41: tensor<4x2x2xf32>, %42: tensor<4xi32>, %47: tensor<2x2xf32>, %48: tensor<2xf32>):
      %45 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %46 = "stablehlo.compare"(%38, %45) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %49:2 = "stablehlo.if"(%46) ({
        %11 = "stablehlo.sine"(%39) : (tensor<2x2xf32>) -> tensor<2x2xf32>
        %12 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
        %14 = "stablehlo.subtract"(%38, %12) : (tensor<i32>, tensor<i32>) -> tensor<i32>
        %17 = "stablehlo.multiply"(%11, %47) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
        %20 = "stablehlo.broadcast_in_dim"(%48) {broadcast_dimensions = array<i64: 1>} : (tensor<2xf32>) -> tensor<2x2xf32>
        %21 = "stablehlo.add"(%17, %20) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
        "stablehlo.return"(%14, %21) : (tensor<i32>, tensor<2x2xf32>) -> ()
      }, {
        "stablehlo.return"(%38, %39) : (tensor<i32>, tensor<2x2xf32>) -> ()
      }) : (tensor<i1>) -> (tensor<i32>, tensor<2x2xf32>)
      %50 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %51 = "stablehlo.add"(%37, %50) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %52 = "stablehlo.reshape"(%38) : (tensor<i32>) -> tensor<1xi32>
      %53 = "stablehlo.dynamic_update_slice"(%40, %52, %37) : (tensor<4xi32>, tensor<1xi32>, tensor<i32>) -> tensor<4xi32>
      %56 = "stablehlo.reshape"(%39) : (tensor<2x2xf32>) -> tensor<1x2x2xf32>
      %57 = "stablehlo.dynamic_update_slice"(%41, %56, %37, %45, %45) : (tensor<4x2x2xf32>, tensor<1x2x2xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<4x2x2xf32>
      "stablehlo.return"(%51, %49#0, %49#1, %53, %57, %42, %47, %48) : (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>) -> (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>)
    "func.return"(%61#2) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// bounded_while_at_its_limit
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<2x2xf32>, %2: tensor<2x2xf32>, %3: tensor<2xf32>) -> (tensor<2x2xf32>) {
    %4 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xi32>
    %27 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %28 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %29 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x2x2xf32>} : () -> tensor<4x2x2xf32>
    %61:8 = "stablehlo.while"(%27, %0, %1, %28, %29, %4, %2, %3) ({
    ^bb0(%30: tensor<i32>, %31: tensor<i32>, %32: tensor<2x2xf32>, %33: tensor<4xi32>, %34: tensor<4x2x2xf32>, %58: tensor<4xi32>, %59: tensor<2x2xf32>, %60: tensor<2xf32>):
      %35 = "stablehlo.constant"() {value = dense<4> : tensor<i32>} : () -> tensor<i32>
      %36 = "stablehlo.compare"(%30, %35) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%36) : (tensor<i1>) -> ()
    }, {
    ^bb0(%37: tensor<i32>, %38: tensor<i32>, %39: tensor<2x2xf32>, %40: tensor<4xi32>, %41: tensor<4x2x2xf32>, %42: tensor<4xi32>, %47: tensor<2x2xf32>, %48: tensor<2xf32>):
      %45 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %46 = "stablehlo.compare"(%38, %45) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %49:2 = "stablehlo.if"(%46) ({
        %11 = "stablehlo.sine"(%39) : (tensor<2x2xf32>) -> tensor<2x2xf32>
        %12 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
        %14 = "stablehlo.subtract"(%38, %12) : (tensor<i32>, tensor<i32>) -> tensor<i32>
        %17 = "stablehlo.multiply"(%11, %47) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
        %20 = "stablehlo.broadcast_in_dim"(%48) {broadcast_dimensions = array<i64: 1>} : (tensor<2xf32>) -> tensor<2x2xf32>
        %21 = "stablehlo.add"(%17, %20) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
        "stablehlo.return"(%14, %21) : (tensor<i32>, tensor<2x2xf32>) -> ()
      }, {
        "stablehlo.return"(%38, %39) : (tensor<i32>, tensor<2x2xf32>) -> ()
      }) : (tensor<i1>) -> (tensor<i32>, tensor<2x2xf32>)
      %50 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %51 = "stablehlo.add"(%37, %50) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %52 = "stablehlo.reshape"(%38) : (tensor<i32>) -> tensor<1xi32>
      %53 = "stablehlo.dynamic_update_slice"(%40, %52, %37) : (tensor<4xi32>, tensor<1xi32>, tensor<i32>) -> tensor<4xi32>
      %56 = "stablehlo.reshape"(%39) : (tensor<2x2xf32>) -> tensor<1x2x2xf32>
      %57 = "stablehlo.dynamic_update_slice"(%41, %56, %37, %45, %45) : (tensor<4x2x2xf32>, tensor<1x2x2xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<4x2x2xf32>
      "stablehlo.return"(%51, %49#0, %49#1, %53, %57, %42, %47, %48) : (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>) -> (tensor<i32>, tensor<i32>, tensor<2x2xf32>, tensor<4xi32>, tensor<4x2x2xf32>, tensor<4xi32>, tensor<2x2xf32>, tensor<2xf32>)
    "func.return"(%61#2) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// scan
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<5x3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>, tensor<5x3xf32>) {
    %3 = "stablehlo.sine"(%2) : (tensor<3xf32>) -> tensor<3xf32>
    %11 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %12 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<5x3xf32>} : () -> tensor<5x3xf32>
    %43:6 = "stablehlo.while"(%11, %0, %12, %12, %1, %3) ({
    ^bb0(%14: tensor<i32>, %15: tensor<3xf32>, %16: tensor<5x3xf32>, %17: tensor<5x3xf32>, %41: tensor<5x3xf32>, %42: tensor<3xf32>):
      %18 = "stablehlo.constant"() {value = dense<5> : tensor<i32>} : () -> tensor<i32>
      %19 = "stablehlo.compare"(%14, %18) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%19) : (tensor<i1>) -> ()
    }, {
    ^bb0(%20: tensor<i32>, %21: tensor<3xf32>, %22: tensor<5x3xf32>, %23: tensor<5x3xf32>, %25: tensor<5x3xf32>, %28: tensor<3xf32>):
      %24 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %26 = "stablehlo.dynamic_slice"(%25, %20, %24) {slice_sizes = array<i64: 1, 3>} : (tensor<5x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x3xf32>
      %27 = "stablehlo.reshape"(%26) : (tensor<1x3xf32>) -> tensor<3xf32>
      %29 = "stablehlo.multiply"(%21, %28) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      %30 = "stablehlo.add"(%29, %27) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      %31 = "stablehlo.tanh"(%30) : (tensor<3xf32>) -> tensor<3xf32>
      %32 = "stablehlo.multiply"(%31, %27) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      %33 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %34 = "stablehlo.add"(%20, %33) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %36 = "stablehlo.reshape"(%32) : (tensor<3xf32>) -> tensor<1x3xf32>
      %37 = "stablehlo.dynamic_update_slice"(%22, %36, %20, %24) : (tensor<5x3xf32>, tensor<1x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x3xf32>
      %39 = "stablehlo.reshape"(%21) : (tensor<3xf32>) -> tensor<1x3xf32>
      %40 = "stablehlo.dynamic_update_slice"(%23, %39, %20, %24) : (tensor<5x3xf32>, tensor<1x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x3xf32>
      "stablehlo.return"(%34, %31, %37, %40, %25, %28) : (tensor<i32>, tensor<3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i32>, tensor<3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<3xf32>) -> (tensor<i32>, tensor<3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<3xf32>)
    "func.return"(%43#1, %43#2) : (tensor<3xf32>, tensor<5x3xf32>) -> ()
  }
}
// -----
// scan_reverse
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<5x3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>, tensor<5x3xf32>) {
    %3 = "stablehlo.sine"(%2) : (tensor<3xf32>) -> tensor<3xf32>
    %11 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %12 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<5x3xf32>} : () -> tensor<5x3xf32>
    %45:6 = "stablehlo.while"(%11, %0, %12, %12, %1, %3) ({
    ^bb0(%14: tensor<i32>, %15: tensor<3xf32>, %16: tensor<5x3xf32>, %17: tensor<5x3xf32>, %43: tensor<5x3xf32>, %44: tensor<3xf32>):
      %18 = "stablehlo.constant"() {value = dense<5> : tensor<i32>} : () -> tensor<i32>
      %19 = "stablehlo.compare"(%14, %18) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%19) : (tensor<i1>) -> ()
    }, {
    ^bb0(%20: tensor<i32>, %21: tensor<3xf32>, %22: tensor<5x3xf32>, %23: tensor<5x3xf32>, %27: tensor<5x3xf32>, %30: tensor<3xf32>):
      %24 = "stablehlo.constant"() {value = dense<4> : tensor<i32>} : () -> tensor<i32>
      %25 = "stablehlo.subtract"(%24, %20) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %26 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %28 = "stablehlo.dynamic_slice"(%27, %25, %26) {slice_sizes = array<i64: 1, 3>} : (tensor<5x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x3xf32>
      %29 = "stablehlo.reshape"(%28) : (tensor<1x3xf32>) -> tensor<3xf32>
      %31 = "stablehlo.multiply"(%21, %30) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      %32 = "stablehlo.add"(%31, %29) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      %33 = "stablehlo.tanh"(%32) : (tensor<3xf32>) -> tensor<3xf32>
      %34 = "stablehlo.multiply"(%33, %29) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      %35 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %36 = "stablehlo.add"(%20, %35) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %38 = "stablehlo.reshape"(%34) : (tensor<3xf32>) -> tensor<1x3xf32>
      %39 = "stablehlo.dynamic_update_slice"(%22, %38, %25, %26) : (tensor<5x3xf32>, tensor<1x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x3xf32>
      %41 = "stablehlo.reshape"(%21) : (tensor<3xf32>) -> tensor<1x3xf32>
      %42 = "stablehlo.dynamic_update_slice"(%23, %41, %25, %26) : (tensor<5x3xf32>, tensor<1x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x3xf32>
      "stablehlo.return"(%36, %33, %39, %42, %27, %30) : (tensor<i32>, tensor<3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i32>, tensor<3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<3xf32>) -> (tensor<i32>, tensor<3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<5x3xf32>, tensor<3xf32>)
    "func.return"(%45#1, %45#2) : (tensor<3xf32>, tensor<5x3xf32>) -> ()
  }
}
// -----
// scan_two_carries
module @calx {
  func.func public @main(%0: tensor<f32>, %1: tensor<4xf32>, %2: tensor<4xf32>) -> (tensor<i32>, tensor<f32>) {
    %3 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
    %14 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %15 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %16 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %49:7 = "stablehlo.while"(%14, %3, %0, %15, %16, %1, %2) ({
    ^bb0(%17: tensor<i32>, %18: tensor<i32>, %19: tensor<f32>, %20: tensor<4xi32>, %21: tensor<4xf32>, %47: tensor<4xf32>, %48: tensor<4xf32>):
      %22 = "stablehlo.constant"() {value = dense<4> : tensor<i32>} : () -> tensor<i32>
      %23 = "stablehlo.compare"(%17, %22) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%23) : (tensor<i1>) -> ()
    }, {
    ^bb0(%24: tensor<i32>, %25: tensor<i32>, %26: tensor<f32>, %27: tensor<4xi32>, %28: tensor<4xf32>, %29: tensor<4xf32>, %32: tensor<4xf32>):
      %30 = "stablehlo.dynamic_slice"(%29, %24) {slice_sizes = array<i64: 1>} : (tensor<4xf32>, tensor<i32>) -> tensor<1xf32>
      %31 = "stablehlo.reshape"(%30) : (tensor<1xf32>) -> tensor<f32>
      %33 = "stablehlo.dynamic_slice"(%32, %24) {slice_sizes = array<i64: 1>} : (tensor<4xf32>, tensor<i32>) -> tensor<1xf32>
      %34 = "stablehlo.reshape"(%33) : (tensor<1xf32>) -> tensor<f32>
      %35 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %36 = "stablehlo.add"(%25, %35) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %37 = "stablehlo.convert"(%25) : (tensor<i32>) -> tensor<f32>
      %38 = "stablehlo.multiply"(%34, %37) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %39 = "stablehlo.multiply"(%31, %38) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %40 = "stablehlo.add"(%26, %39) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %42 = "stablehlo.add"(%24, %35) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %43 = "stablehlo.reshape"(%25) : (tensor<i32>) -> tensor<1xi32>
      %44 = "stablehlo.dynamic_update_slice"(%27, %43, %24) : (tensor<4xi32>, tensor<1xi32>, tensor<i32>) -> tensor<4xi32>
      %45 = "stablehlo.reshape"(%26) : (tensor<f32>) -> tensor<1xf32>
      %46 = "stablehlo.dynamic_update_slice"(%28, %45, %24) : (tensor<4xf32>, tensor<1xf32>, tensor<i32>) -> tensor<4xf32>
      "stablehlo.return"(%42, %36, %40, %44, %46, %29, %32) : (tensor<i32>, tensor<i32>, tensor<f32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> ()
    }) : (tensor<i32>, tensor<i32>, tensor<f32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<i32>, tensor<i32>, tensor<f32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
    "func.return"(%49#1, %49#2) : (tensor<i32>, tensor<f32>) -> ()
  }
}
// -----
// if
module @calx {
  func.func public @main(%0: tensor<i1>, %1: tensor<3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %10:2 = "stablehlo.if"(%0) ({
      %4 = "stablehlo.sine"(%1) : (tensor<3xf32>) -> tensor<3xf32>
      %6 = "stablehlo.multiply"(%1, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      "stablehlo.return"(%4, %6) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }, {
      %8 = "stablehlo.multiply"(%2, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      "stablehlo.return"(%8, %2) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
    "func.return"(%10#0, %10#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// if_not
module @calx {
  func.func public @main(%0: tensor<i1>, %1: tensor<3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %10:2 = "stablehlo.if"(%0) ({
      %4 = "stablehlo.sine"(%1) : (tensor<3xf32>) -> tensor<3xf32>
      %6 = "stablehlo.multiply"(%1, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      "stablehlo.return"(%4, %6) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }, {
      %8 = "stablehlo.multiply"(%2, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      "stablehlo.return"(%8, %2) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
    "func.return"(%10#0, %10#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// call
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<3xf32>) -> (tensor<3xf32>) {
    %6 = "func.call"(%1, %0) {callee = @gate_0} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %7 = "func.call"(%0, %1) {callee = @gate_0} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %8 = "stablehlo.add"(%7, %6) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%8) : (tensor<3xf32>) -> ()
  }
  func.func private @gate_0(%2: tensor<3xf32>, %3: tensor<3xf32>) -> (tensor<3xf32>) {
    %4 = "stablehlo.logistic"(%2) : (tensor<3xf32>) -> tensor<3xf32>
    %5 = "stablehlo.multiply"(%4, %3) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%5) : (tensor<3xf32>) -> ()
  }
}
// -----
// call_nested
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<3xf32>) -> (tensor<3xf32>, tensor<f32>) {
    %15:2 = "func.call"(%0, %1) {callee = @gate_twice_0} : (tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<f32>)
    "func.return"(%15#0, %15#1) : (tensor<3xf32>, tensor<f32>) -> ()
  }
  func.func private @gate_twice_0(%2: tensor<3xf32>, %3: tensor<3xf32>) -> (tensor<3xf32>, tensor<f32>) {
    %8 = "func.call"(%2, %3) {callee = @gate_1} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %9 = "func.call"(%8, %3) {callee = @gate_1} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %13 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %14 = "stablehlo.reduce"(%2, %13) ({
    ^bb0(%10: tensor<f32>, %11: tensor<f32>):
      %12 = "stablehlo.add"(%10, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%12) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
    "func.return"(%9, %14) : (tensor<3xf32>, tensor<f32>) -> ()
  }
  func.func private @gate_1(%4: tensor<3xf32>, %5: tensor<3xf32>) -> (tensor<3xf32>) {
    %6 = "stablehlo.logistic"(%4) : (tensor<3xf32>) -> tensor<3xf32>
    %7 = "stablehlo.multiply"(%6, %5) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%7) : (tensor<3xf32>) -> ()
  }
}
// -----
// call_capture
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<3xf32>) -> (tensor<3xf32>) {
    %2 = "stablehlo.exponential"(%1) : (tensor<3xf32>) -> tensor<3xf32>
    %3 = "stablehlo.multiply"(%0, %0) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %8 = "func.call"(%3, %2) {callee = @with_a_capture_0} : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%8) : (tensor<3xf32>) -> ()
  }
  func.func private @with_a_capture_0(%4: tensor<3xf32>, %6: tensor<3xf32>) -> (tensor<3xf32>) {
    %5 = "stablehlo.sine"(%4) : (tensor<3xf32>) -> tensor<3xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%7) : (tensor<3xf32>) -> ()
  }
}
// -----
// barrier
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<4xf32>) -> (tensor<2x3xf32>, tensor<4xf32>) {
    %2 = "stablehlo.sine"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.multiply"(%1, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %4:2 = "stablehlo.optimization_barrier"(%2, %3) : (tensor<2x3xf32>, tensor<4xf32>) -> (tensor<2x3xf32>, tensor<4xf32>)
    "func.return"(%4#0, %4#1) : (tensor<2x3xf32>, tensor<4xf32>) -> ()
  }
}
// -----
// barrier_of_one
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.constant"() {value = dense<false> : tensor<i1>} : () -> tensor<i1>
    %3:2 = "stablehlo.optimization_barrier"(%1, %2) : (tensor<2x3xf32>, tensor<i1>) -> (tensor<2x3xf32>, tensor<i1>)
    "func.return"(%3#0) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// remat
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.exponential"(%1) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %9 = "stablehlo.sine"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %10 = "stablehlo.multiply"(%9, %2) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %11 = "stablehlo.tanh"(%10) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %12 = "stablehlo.multiply"(%11, %11) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%11, %12) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// case_first
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %3 = "stablehlo.convert"(%0) : (tensor<i32>) -> tensor<i64>
    %4 = "stablehlo.constant"() {value = dense<1> : tensor<i64>} : () -> tensor<i64>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %25:2 = "stablehlo.if"(%5) ({
      %7 = "stablehlo.sine"(%1) : (tensor<3xf32>) -> tensor<3xf32>
      %9 = "stablehlo.multiply"(%1, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      "stablehlo.return"(%7, %9) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }, {
      %10 = "stablehlo.constant"() {value = dense<2> : tensor<i64>} : () -> tensor<i64>
      %12 = "stablehlo.compare"(%3, %10) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
      %23:2 = "stablehlo.if"(%12) ({
        %15 = "stablehlo.multiply"(%2, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%15, %2) : (tensor<3xf32>, tensor<3xf32>) -> ()
      }, {
        %18 = "stablehlo.multiply"(%1, %1) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %19 = "stablehlo.multiply"(%1, %18) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %21 = "stablehlo.exponential"(%2) : (tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%19, %21) : (tensor<3xf32>, tensor<3xf32>) -> ()
      }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
      "stablehlo.return"(%23#0, %23#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
    "func.return"(%25#0, %25#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// case_middle
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %3 = "stablehlo.convert"(%0) : (tensor<i32>) -> tensor<i64>
    %4 = "stablehlo.constant"() {value = dense<1> : tensor<i64>} : () -> tensor<i64>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %25:2 = "stablehlo.if"(%5) ({
      %7 = "stablehlo.sine"(%1) : (tensor<3xf32>) -> tensor<3xf32>
      %9 = "stablehlo.multiply"(%1, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      "stablehlo.return"(%7, %9) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }, {
      %10 = "stablehlo.constant"() {value = dense<2> : tensor<i64>} : () -> tensor<i64>
      %12 = "stablehlo.compare"(%3, %10) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
      %23:2 = "stablehlo.if"(%12) ({
        %15 = "stablehlo.multiply"(%2, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%15, %2) : (tensor<3xf32>, tensor<3xf32>) -> ()
      }, {
        %18 = "stablehlo.multiply"(%1, %1) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %19 = "stablehlo.multiply"(%1, %18) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %21 = "stablehlo.exponential"(%2) : (tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%19, %21) : (tensor<3xf32>, tensor<3xf32>) -> ()
      }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
      "stablehlo.return"(%23#0, %23#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
    "func.return"(%25#0, %25#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// case_past_the_end
module @calx {
  func.func public @main(%0: tensor<i32>, %1: tensor<3xf32>, %2: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %3 = "stablehlo.convert"(%0) : (tensor<i32>) -> tensor<i64>
    %4 = "stablehlo.constant"() {value = dense<1> : tensor<i64>} : () -> tensor<i64>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %25:2 = "stablehlo.if"(%5) ({
      %7 = "stablehlo.sine"(%1) : (tensor<3xf32>) -> tensor<3xf32>
      %9 = "stablehlo.multiply"(%1, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      "stablehlo.return"(%7, %9) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }, {
      %10 = "stablehlo.constant"() {value = dense<2> : tensor<i64>} : () -> tensor<i64>
      %12 = "stablehlo.compare"(%3, %10) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
      %23:2 = "stablehlo.if"(%12) ({
        %15 = "stablehlo.multiply"(%2, %2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%15, %2) : (tensor<3xf32>, tensor<3xf32>) -> ()
      }, {
        %18 = "stablehlo.multiply"(%1, %1) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %19 = "stablehlo.multiply"(%1, %18) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
        %21 = "stablehlo.exponential"(%2) : (tensor<3xf32>) -> tensor<3xf32>
        "stablehlo.return"(%19, %21) : (tensor<3xf32>, tensor<3xf32>) -> ()
      }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
      "stablehlo.return"(%23#0, %23#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
    }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
    "func.return"(%25#0, %25#1) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// map
module @calx {
  func.func public @main(%0: tensor<4x3xf32>, %1: tensor<4x3xf32>) -> (tensor<4xf32>, tensor<4x3xf32>) {
    %11 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %12 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %13 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x3xf32>} : () -> tensor<4x3xf32>
    %43:5 = "stablehlo.while"(%11, %12, %13, %0, %1) ({
    ^bb0(%14: tensor<i32>, %15: tensor<4xf32>, %16: tensor<4x3xf32>, %41: tensor<4x3xf32>, %42: tensor<4x3xf32>):
      %17 = "stablehlo.constant"() {value = dense<4> : tensor<i32>} : () -> tensor<i32>
      %18 = "stablehlo.compare"(%14, %17) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%18) : (tensor<i1>) -> ()
    }, {
    ^bb0(%19: tensor<i32>, %20: tensor<4xf32>, %21: tensor<4x3xf32>, %23: tensor<4x3xf32>, %27: tensor<4x3xf32>):
      %22 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %24 = "stablehlo.dynamic_slice"(%23, %19, %22) {slice_sizes = array<i64: 1, 3>} : (tensor<4x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x3xf32>
      %25 = "stablehlo.reshape"(%24) : (tensor<1x3xf32>) -> tensor<3xf32>
      %28 = "stablehlo.dynamic_slice"(%27, %19, %22) {slice_sizes = array<i64: 1, 3>} : (tensor<4x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x3xf32>
      %29 = "stablehlo.reshape"(%28) : (tensor<1x3xf32>) -> tensor<3xf32>
      %30 = "stablehlo.multiply"(%25, %29) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
      %31 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %32 = "stablehlo.reduce"(%30, %31) ({
      ^bb0(%5: tensor<f32>, %6: tensor<f32>):
        %7 = "stablehlo.add"(%5, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
        "stablehlo.return"(%7) : (tensor<f32>) -> ()
      }) {dimensions = array<i64: 0>} : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
      %33 = "stablehlo.sine"(%25) : (tensor<3xf32>) -> tensor<3xf32>
      %34 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %35 = "stablehlo.add"(%19, %34) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %36 = "stablehlo.reshape"(%32) : (tensor<f32>) -> tensor<1xf32>
      %37 = "stablehlo.dynamic_update_slice"(%20, %36, %19) : (tensor<4xf32>, tensor<1xf32>, tensor<i32>) -> tensor<4xf32>
      %39 = "stablehlo.reshape"(%33) : (tensor<3xf32>) -> tensor<1x3xf32>
      %40 = "stablehlo.dynamic_update_slice"(%21, %39, %19, %22) : (tensor<4x3xf32>, tensor<1x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x3xf32>
      "stablehlo.return"(%35, %37, %40, %23, %27) : (tensor<i32>, tensor<4xf32>, tensor<4x3xf32>, tensor<4x3xf32>, tensor<4x3xf32>) -> ()
    }) : (tensor<i32>, tensor<4xf32>, tensor<4x3xf32>, tensor<4x3xf32>, tensor<4x3xf32>) -> (tensor<i32>, tensor<4xf32>, tensor<4x3xf32>, tensor<4x3xf32>, tensor<4x3xf32>)
    "func.return"(%43#1, %43#2) : (tensor<4xf32>, tensor<4x3xf32>) -> ()
  }
}
// -----
// softmax
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2xf32>) -> tensor<2x1xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x4xf32>
    %9 = "stablehlo.subtract"(%0, %8) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %10 = "stablehlo.exponential"(%9) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %14 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce"(%10, %14) ({
    ^bb0(%11: tensor<f32>, %12: tensor<f32>):
      %13 = "stablehlo.add"(%11, %12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %16 = "stablehlo.reshape"(%15) : (tensor<2xf32>) -> tensor<2x1xf32>
    %17 = "stablehlo.broadcast_in_dim"(%16) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x4xf32>
    %18 = "stablehlo.divide"(%10, %17) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    "func.return"(%18) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// softmax_first
module @calx {
  func.func public @main(%0: tensor<3x2xf32>) -> (tensor<3x2xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3x2xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2xf32>) -> tensor<1x2xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x2xf32>) -> tensor<3x2xf32>
    %9 = "stablehlo.subtract"(%0, %8) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    %10 = "stablehlo.exponential"(%9) : (tensor<3x2xf32>) -> tensor<3x2xf32>
    %14 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce"(%10, %14) ({
    ^bb0(%11: tensor<f32>, %12: tensor<f32>):
      %13 = "stablehlo.add"(%11, %12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<3x2xf32>, tensor<f32>) -> tensor<2xf32>
    %16 = "stablehlo.reshape"(%15) : (tensor<2xf32>) -> tensor<1x2xf32>
    %17 = "stablehlo.broadcast_in_dim"(%16) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x2xf32>) -> tensor<3x2xf32>
    %18 = "stablehlo.divide"(%10, %17) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    "func.return"(%18) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// softmax_large
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<3x3xf32>, tensor<f32>) -> tensor<3xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<3xf32>) -> tensor<3x1xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<3x1xf32>) -> tensor<3x3xf32>
    %9 = "stablehlo.subtract"(%0, %8) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %10 = "stablehlo.exponential"(%9) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %14 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce"(%10, %14) ({
    ^bb0(%11: tensor<f32>, %12: tensor<f32>):
      %13 = "stablehlo.add"(%11, %12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<3x3xf32>, tensor<f32>) -> tensor<3xf32>
    %16 = "stablehlo.reshape"(%15) : (tensor<3xf32>) -> tensor<3x1xf32>
    %17 = "stablehlo.broadcast_in_dim"(%16) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<3x1xf32>) -> tensor<3x3xf32>
    %18 = "stablehlo.divide"(%10, %17) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%18) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// log_softmax
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2xf32>) -> tensor<2x1xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x4xf32>
    %9 = "stablehlo.subtract"(%0, %8) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %10 = "stablehlo.exponential"(%9) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %14 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce"(%10, %14) ({
    ^bb0(%11: tensor<f32>, %12: tensor<f32>):
      %13 = "stablehlo.add"(%11, %12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %16 = "stablehlo.reshape"(%15) : (tensor<2xf32>) -> tensor<2x1xf32>
    %17 = "stablehlo.log"(%16) : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %18 = "stablehlo.broadcast_in_dim"(%17) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x4xf32>
    %19 = "stablehlo.subtract"(%9, %18) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    "func.return"(%19) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// log_softmax_large
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2xf32>) -> tensor<2x1xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x3xf32>
    %9 = "stablehlo.subtract"(%0, %8) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %10 = "stablehlo.exponential"(%9) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %14 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce"(%10, %14) ({
    ^bb0(%11: tensor<f32>, %12: tensor<f32>):
      %13 = "stablehlo.add"(%11, %12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %16 = "stablehlo.reshape"(%15) : (tensor<2xf32>) -> tensor<2x1xf32>
    %17 = "stablehlo.log"(%16) : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %18 = "stablehlo.broadcast_in_dim"(%17) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x3xf32>
    %19 = "stablehlo.subtract"(%9, %18) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%19) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// logsumexp
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<f32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %7 = "stablehlo.reshape"(%6) : (tensor<f32>) -> tensor<1x1xf32>
    %8 = "stablehlo.is_finite"(%7) : (tensor<1x1xf32>) -> tensor<1x1xi1>
    %9 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<1x1xf32>} : () -> tensor<1x1xf32>
    %10 = "stablehlo.select"(%8, %7, %9) : (tensor<1x1xi1>, tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
    %11 = "stablehlo.broadcast_in_dim"(%10) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x1xf32>) -> tensor<2x4xf32>
    %12 = "stablehlo.subtract"(%0, %11) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %13 = "stablehlo.exponential"(%12) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %17 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %18 = "stablehlo.reduce"(%13, %17) ({
    ^bb0(%14: tensor<f32>, %15: tensor<f32>):
      %16 = "stablehlo.add"(%14, %15) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%16) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %19 = "stablehlo.reshape"(%18) : (tensor<f32>) -> tensor<1x1xf32>
    %20 = "stablehlo.log"(%19) : (tensor<1x1xf32>) -> tensor<1x1xf32>
    %21 = "stablehlo.add"(%20, %10) : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
    %26 = "stablehlo.reduce"(%21, %17) ({
    ^bb0(%22: tensor<f32>, %23: tensor<f32>):
      %24 = "stablehlo.add"(%22, %23) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%24) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<1x1xf32>, tensor<f32>) -> tensor<f32>
    "func.return"(%26) : (tensor<f32>) -> ()
  }
}
// -----
// logsumexp_axis
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<2xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2xf32>) -> tensor<2x1xf32>
    %8 = "stablehlo.is_finite"(%7) : (tensor<2x1xf32>) -> tensor<2x1xi1>
    %9 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x1xf32>} : () -> tensor<2x1xf32>
    %10 = "stablehlo.select"(%8, %7, %9) : (tensor<2x1xi1>, tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %11 = "stablehlo.broadcast_in_dim"(%10) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x4xf32>
    %12 = "stablehlo.subtract"(%0, %11) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %13 = "stablehlo.exponential"(%12) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %17 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %18 = "stablehlo.reduce"(%13, %17) ({
    ^bb0(%14: tensor<f32>, %15: tensor<f32>):
      %16 = "stablehlo.add"(%14, %15) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%16) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %19 = "stablehlo.reshape"(%18) : (tensor<2xf32>) -> tensor<2x1xf32>
    %20 = "stablehlo.log"(%19) : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %21 = "stablehlo.add"(%20, %10) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %26 = "stablehlo.reduce"(%21, %17) ({
    ^bb0(%22: tensor<f32>, %23: tensor<f32>):
      %24 = "stablehlo.add"(%22, %23) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%24) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x1xf32>, tensor<f32>) -> tensor<2xf32>
    "func.return"(%26) : (tensor<2xf32>) -> ()
  }
}
// -----
// logsumexp_kept
module @calx {
  func.func public @main(%0: tensor<2x3x2xf32>) -> (tensor<1x3x1xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 2>} : (tensor<2x3x2xf32>, tensor<f32>) -> tensor<3xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<3xf32>) -> tensor<1x3x1xf32>
    %8 = "stablehlo.is_finite"(%7) : (tensor<1x3x1xf32>) -> tensor<1x3x1xi1>
    %9 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<1x3x1xf32>} : () -> tensor<1x3x1xf32>
    %10 = "stablehlo.select"(%8, %7, %9) : (tensor<1x3x1xi1>, tensor<1x3x1xf32>, tensor<1x3x1xf32>) -> tensor<1x3x1xf32>
    %11 = "stablehlo.broadcast_in_dim"(%10) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<1x3x1xf32>) -> tensor<2x3x2xf32>
    %12 = "stablehlo.subtract"(%0, %11) : (tensor<2x3x2xf32>, tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    %13 = "stablehlo.exponential"(%12) : (tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    %17 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %18 = "stablehlo.reduce"(%13, %17) ({
    ^bb0(%14: tensor<f32>, %15: tensor<f32>):
      %16 = "stablehlo.add"(%14, %15) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%16) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 2>} : (tensor<2x3x2xf32>, tensor<f32>) -> tensor<3xf32>
    %19 = "stablehlo.reshape"(%18) : (tensor<3xf32>) -> tensor<1x3x1xf32>
    %20 = "stablehlo.log"(%19) : (tensor<1x3x1xf32>) -> tensor<1x3x1xf32>
    %21 = "stablehlo.add"(%20, %10) : (tensor<1x3x1xf32>, tensor<1x3x1xf32>) -> tensor<1x3x1xf32>
    "func.return"(%21) : (tensor<1x3x1xf32>) -> ()
  }
}
// -----
// logsumexp_infinite
module @calx {
  func.func public @main(%0: tensor<4x2xf32>) -> (tensor<4xf32>) {
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%0, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<4x2xf32>, tensor<f32>) -> tensor<4xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<4xf32>) -> tensor<4x1xf32>
    %8 = "stablehlo.is_finite"(%7) : (tensor<4x1xf32>) -> tensor<4x1xi1>
    %9 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x1xf32>} : () -> tensor<4x1xf32>
    %10 = "stablehlo.select"(%8, %7, %9) : (tensor<4x1xi1>, tensor<4x1xf32>, tensor<4x1xf32>) -> tensor<4x1xf32>
    %11 = "stablehlo.broadcast_in_dim"(%10) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<4x1xf32>) -> tensor<4x2xf32>
    %12 = "stablehlo.subtract"(%0, %11) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %13 = "stablehlo.exponential"(%12) : (tensor<4x2xf32>) -> tensor<4x2xf32>
    %17 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %18 = "stablehlo.reduce"(%13, %17) ({
    ^bb0(%14: tensor<f32>, %15: tensor<f32>):
      %16 = "stablehlo.add"(%14, %15) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%16) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<4x2xf32>, tensor<f32>) -> tensor<4xf32>
    %19 = "stablehlo.reshape"(%18) : (tensor<4xf32>) -> tensor<4x1xf32>
    %20 = "stablehlo.log"(%19) : (tensor<4x1xf32>) -> tensor<4x1xf32>
    %21 = "stablehlo.add"(%20, %10) : (tensor<4x1xf32>, tensor<4x1xf32>) -> tensor<4x1xf32>
    %26 = "stablehlo.reduce"(%21, %17) ({
    ^bb0(%22: tensor<f32>, %23: tensor<f32>):
      %24 = "stablehlo.add"(%22, %23) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%24) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<4x1xf32>, tensor<f32>) -> tensor<4xf32>
    "func.return"(%26) : (tensor<4xf32>) -> ()
  }
}
// -----
// key
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<2xui32>) {
    %1 = "stablehlo.constant"() {value = dense<[1171149032, 370746054]> : tensor<2xui32>} : () -> tensor<2xui32>
    %2 = "stablehlo.xor"(%1, %0) : (tensor<2xui32>, tensor<2xui32>) -> tensor<2xui32>
    "func.return"(%2) : (tensor<2xui32>) -> ()
  }
}
// -----
// fold_in
module @calx {
  func.func public @main(%0: tensor<2xui32>, %1: tensor<ui64>) -> (tensor<2xui32>) {
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %3 = "stablehlo.reshape"(%2) : (tensor<1xui32>) -> tensor<ui32>
    %4 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %5 = "stablehlo.reshape"(%4) : (tensor<1xui32>) -> tensor<ui32>
    %6 = "stablehlo.constant"() {value = dense<4294967295> : tensor<ui64>} : () -> tensor<ui64>
    %7 = "stablehlo.and"(%1, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %8 = "stablehlo.convert"(%7) : (tensor<ui64>) -> tensor<ui32>
    %9 = "stablehlo.constant"() {value = dense<32> : tensor<ui64>} : () -> tensor<ui64>
    %10 = "stablehlo.shift_right_logical"(%1, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %11 = "stablehlo.convert"(%10) : (tensor<ui64>) -> tensor<ui32>
    %12 = "stablehlo.add"(%5, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %13 = "stablehlo.xor"(%8, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %14 = "stablehlo.constant"() {value = dense<16> : tensor<ui32>} : () -> tensor<ui32>
    %15 = "stablehlo.shift_right_logical"(%13, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %16 = "stablehlo.xor"(%13, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %17 = "stablehlo.constant"() {value = dense<2146121005> : tensor<ui32>} : () -> tensor<ui32>
    %18 = "stablehlo.multiply"(%16, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %19 = "stablehlo.constant"() {value = dense<15> : tensor<ui32>} : () -> tensor<ui32>
    %20 = "stablehlo.shift_right_logical"(%18, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %21 = "stablehlo.xor"(%18, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %22 = "stablehlo.constant"() {value = dense<2221713035> : tensor<ui32>} : () -> tensor<ui32>
    %23 = "stablehlo.multiply"(%21, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %25 = "stablehlo.shift_right_logical"(%23, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %26 = "stablehlo.xor"(%23, %25) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %27 = "stablehlo.add"(%26, %12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %29 = "stablehlo.shift_right_logical"(%27, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %32 = "stablehlo.multiply"(%30, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %34 = "stablehlo.shift_right_logical"(%32, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %37 = "stablehlo.multiply"(%35, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %39 = "stablehlo.shift_right_logical"(%37, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %40 = "stablehlo.xor"(%37, %39) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %41 = "stablehlo.add"(%3, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %42 = "stablehlo.constant"() {value = dense<2654435769> : tensor<ui32>} : () -> tensor<ui32>
    %43 = "stablehlo.add"(%41, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %44 = "stablehlo.constant"() {value = dense<1540483477> : tensor<ui32>} : () -> tensor<ui32>
    %45 = "stablehlo.xor"(%8, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %46 = "stablehlo.xor"(%45, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %48 = "stablehlo.shift_right_logical"(%46, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %49 = "stablehlo.xor"(%46, %48) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %51 = "stablehlo.multiply"(%49, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %53 = "stablehlo.shift_right_logical"(%51, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %54 = "stablehlo.xor"(%51, %53) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %56 = "stablehlo.multiply"(%54, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %58 = "stablehlo.shift_right_logical"(%56, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %59 = "stablehlo.xor"(%56, %58) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %60 = "stablehlo.add"(%59, %43) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %62 = "stablehlo.shift_right_logical"(%60, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %63 = "stablehlo.xor"(%60, %62) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %65 = "stablehlo.multiply"(%63, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %67 = "stablehlo.shift_right_logical"(%65, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %68 = "stablehlo.xor"(%65, %67) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %70 = "stablehlo.multiply"(%68, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %72 = "stablehlo.shift_right_logical"(%70, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %73 = "stablehlo.xor"(%70, %72) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %74 = "stablehlo.reshape"(%40) : (tensor<ui32>) -> tensor<1xui32>
    %75 = "stablehlo.reshape"(%73) : (tensor<ui32>) -> tensor<1xui32>
    %76 = "stablehlo.concatenate"(%74, %75) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    "func.return"(%76) : (tensor<2xui32>) -> ()
  }
}
// -----
// fold_in_i32
module @calx {
  func.func public @main(%0: tensor<2xui32>, %1: tensor<i32>) -> (tensor<2xui32>) {
    %2 = "stablehlo.convert"(%1) : (tensor<i32>) -> tensor<ui64>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %6 = "stablehlo.reshape"(%5) : (tensor<1xui32>) -> tensor<ui32>
    %7 = "stablehlo.constant"() {value = dense<4294967295> : tensor<ui64>} : () -> tensor<ui64>
    %8 = "stablehlo.and"(%2, %7) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %9 = "stablehlo.convert"(%8) : (tensor<ui64>) -> tensor<ui32>
    %10 = "stablehlo.constant"() {value = dense<32> : tensor<ui64>} : () -> tensor<ui64>
    %11 = "stablehlo.shift_right_logical"(%2, %10) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %12 = "stablehlo.convert"(%11) : (tensor<ui64>) -> tensor<ui32>
    %13 = "stablehlo.add"(%6, %12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %14 = "stablehlo.xor"(%9, %4) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %15 = "stablehlo.constant"() {value = dense<16> : tensor<ui32>} : () -> tensor<ui32>
    %16 = "stablehlo.shift_right_logical"(%14, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %17 = "stablehlo.xor"(%14, %16) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %18 = "stablehlo.constant"() {value = dense<2146121005> : tensor<ui32>} : () -> tensor<ui32>
    %19 = "stablehlo.multiply"(%17, %18) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %20 = "stablehlo.constant"() {value = dense<15> : tensor<ui32>} : () -> tensor<ui32>
    %21 = "stablehlo.shift_right_logical"(%19, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %22 = "stablehlo.xor"(%19, %21) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %23 = "stablehlo.constant"() {value = dense<2221713035> : tensor<ui32>} : () -> tensor<ui32>
    %24 = "stablehlo.multiply"(%22, %23) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %26 = "stablehlo.shift_right_logical"(%24, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %27 = "stablehlo.xor"(%24, %26) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %28 = "stablehlo.add"(%27, %13) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %30 = "stablehlo.shift_right_logical"(%28, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %31 = "stablehlo.xor"(%28, %30) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %33 = "stablehlo.multiply"(%31, %18) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %35 = "stablehlo.shift_right_logical"(%33, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %36 = "stablehlo.xor"(%33, %35) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %38 = "stablehlo.multiply"(%36, %23) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %40 = "stablehlo.shift_right_logical"(%38, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %41 = "stablehlo.xor"(%38, %40) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %42 = "stablehlo.add"(%4, %12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %43 = "stablehlo.constant"() {value = dense<2654435769> : tensor<ui32>} : () -> tensor<ui32>
    %44 = "stablehlo.add"(%42, %43) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %45 = "stablehlo.constant"() {value = dense<1540483477> : tensor<ui32>} : () -> tensor<ui32>
    %46 = "stablehlo.xor"(%9, %45) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %47 = "stablehlo.xor"(%46, %6) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %49 = "stablehlo.shift_right_logical"(%47, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %50 = "stablehlo.xor"(%47, %49) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %52 = "stablehlo.multiply"(%50, %18) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %54 = "stablehlo.shift_right_logical"(%52, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %55 = "stablehlo.xor"(%52, %54) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %57 = "stablehlo.multiply"(%55, %23) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %59 = "stablehlo.shift_right_logical"(%57, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %60 = "stablehlo.xor"(%57, %59) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %61 = "stablehlo.add"(%60, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %63 = "stablehlo.shift_right_logical"(%61, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %64 = "stablehlo.xor"(%61, %63) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %66 = "stablehlo.multiply"(%64, %18) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %68 = "stablehlo.shift_right_logical"(%66, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %69 = "stablehlo.xor"(%66, %68) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %71 = "stablehlo.multiply"(%69, %23) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %73 = "stablehlo.shift_right_logical"(%71, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %74 = "stablehlo.xor"(%71, %73) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %75 = "stablehlo.reshape"(%41) : (tensor<ui32>) -> tensor<1xui32>
    %76 = "stablehlo.reshape"(%74) : (tensor<ui32>) -> tensor<1xui32>
    %77 = "stablehlo.concatenate"(%75, %76) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    "func.return"(%77) : (tensor<2xui32>) -> ()
  }
}
// -----
// random_bits
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<3x5xui32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<15xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<15xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<15xui32>} : () -> tensor<15xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<15xui32>} : () -> tensor<15xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<15xui32>} : () -> tensor<15xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<15xui32>} : () -> tensor<15xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<15xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<15xui32>, tensor<15xui32>) -> tensor<15xui32>
    %36 = "stablehlo.reshape"(%35) : (tensor<15xui32>) -> tensor<3x5xui32>
    "func.return"(%36) : (tensor<3x5xui32>) -> ()
  }
}
// -----
// random_bits_u8
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<7xui8>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<7xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<7xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<7xui32>} : () -> tensor<7xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<7xui32>} : () -> tensor<7xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<7xui32>} : () -> tensor<7xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<7xui32>} : () -> tensor<7xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<7xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %36 = "stablehlo.constant"() {value = dense<24> : tensor<7xui32>} : () -> tensor<7xui32>
    %37 = "stablehlo.shift_right_logical"(%35, %36) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %38 = "stablehlo.convert"(%37) : (tensor<7xui32>) -> tensor<7xui8>
    "func.return"(%38) : (tensor<7xui8>) -> ()
  }
}
// -----
// random_bits_u16
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<7xui16>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<7xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<7xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<7xui32>} : () -> tensor<7xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<7xui32>} : () -> tensor<7xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<7xui32>} : () -> tensor<7xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<7xui32>} : () -> tensor<7xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<7xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %37 = "stablehlo.shift_right_logical"(%35, %8) : (tensor<7xui32>, tensor<7xui32>) -> tensor<7xui32>
    %38 = "stablehlo.convert"(%37) : (tensor<7xui32>) -> tensor<7xui16>
    "func.return"(%38) : (tensor<7xui16>) -> ()
  }
}
// -----
// random_bits_u64
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<2x2xui64>) {
    %1 = "stablehlo.constant"() {value = dense<0> : tensor<ui64>} : () -> tensor<ui64>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %3 = "stablehlo.reshape"(%2) : (tensor<1xui32>) -> tensor<ui32>
    %4 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %5 = "stablehlo.reshape"(%4) : (tensor<1xui32>) -> tensor<ui32>
    %6 = "stablehlo.constant"() {value = dense<4294967295> : tensor<ui64>} : () -> tensor<ui64>
    %7 = "stablehlo.and"(%1, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %8 = "stablehlo.convert"(%7) : (tensor<ui64>) -> tensor<ui32>
    %9 = "stablehlo.constant"() {value = dense<32> : tensor<ui64>} : () -> tensor<ui64>
    %10 = "stablehlo.shift_right_logical"(%1, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %11 = "stablehlo.convert"(%10) : (tensor<ui64>) -> tensor<ui32>
    %12 = "stablehlo.add"(%5, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %13 = "stablehlo.xor"(%8, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %14 = "stablehlo.constant"() {value = dense<16> : tensor<ui32>} : () -> tensor<ui32>
    %15 = "stablehlo.shift_right_logical"(%13, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %16 = "stablehlo.xor"(%13, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %17 = "stablehlo.constant"() {value = dense<2146121005> : tensor<ui32>} : () -> tensor<ui32>
    %18 = "stablehlo.multiply"(%16, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %19 = "stablehlo.constant"() {value = dense<15> : tensor<ui32>} : () -> tensor<ui32>
    %20 = "stablehlo.shift_right_logical"(%18, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %21 = "stablehlo.xor"(%18, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %22 = "stablehlo.constant"() {value = dense<2221713035> : tensor<ui32>} : () -> tensor<ui32>
    %23 = "stablehlo.multiply"(%21, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %25 = "stablehlo.shift_right_logical"(%23, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %26 = "stablehlo.xor"(%23, %25) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %27 = "stablehlo.add"(%26, %12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %29 = "stablehlo.shift_right_logical"(%27, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %32 = "stablehlo.multiply"(%30, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %34 = "stablehlo.shift_right_logical"(%32, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %37 = "stablehlo.multiply"(%35, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %39 = "stablehlo.shift_right_logical"(%37, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %40 = "stablehlo.xor"(%37, %39) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %41 = "stablehlo.add"(%3, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %42 = "stablehlo.constant"() {value = dense<2654435769> : tensor<ui32>} : () -> tensor<ui32>
    %43 = "stablehlo.add"(%41, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %44 = "stablehlo.constant"() {value = dense<1540483477> : tensor<ui32>} : () -> tensor<ui32>
    %45 = "stablehlo.xor"(%8, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %46 = "stablehlo.xor"(%45, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %48 = "stablehlo.shift_right_logical"(%46, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %49 = "stablehlo.xor"(%46, %48) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %51 = "stablehlo.multiply"(%49, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %53 = "stablehlo.shift_right_logical"(%51, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %54 = "stablehlo.xor"(%51, %53) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %56 = "stablehlo.multiply"(%54, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %58 = "stablehlo.shift_right_logical"(%56, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %59 = "stablehlo.xor"(%56, %58) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %60 = "stablehlo.add"(%59, %43) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %62 = "stablehlo.shift_right_logical"(%60, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %63 = "stablehlo.xor"(%60, %62) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %65 = "stablehlo.multiply"(%63, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %67 = "stablehlo.shift_right_logical"(%65, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %68 = "stablehlo.xor"(%65, %67) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %70 = "stablehlo.multiply"(%68, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %72 = "stablehlo.shift_right_logical"(%70, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %73 = "stablehlo.xor"(%70, %72) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %74 = "stablehlo.reshape"(%40) : (tensor<ui32>) -> tensor<1xui32>
    %75 = "stablehlo.reshape"(%73) : (tensor<ui32>) -> tensor<1xui32>
    %76 = "stablehlo.concatenate"(%74, %75) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %77 = "stablehlo.slice"(%76) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %78 = "stablehlo.reshape"(%77) : (tensor<1xui32>) -> tensor<ui32>
    %79 = "stablehlo.slice"(%76) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %80 = "stablehlo.reshape"(%79) : (tensor<1xui32>) -> tensor<ui32>
    %81 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xui32>
    %82 = "stablehlo.broadcast_in_dim"(%78) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %83 = "stablehlo.xor"(%81, %82) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %84 = "stablehlo.constant"() {value = dense<16> : tensor<4xui32>} : () -> tensor<4xui32>
    %85 = "stablehlo.shift_right_logical"(%83, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %86 = "stablehlo.xor"(%83, %85) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %87 = "stablehlo.constant"() {value = dense<2146121005> : tensor<4xui32>} : () -> tensor<4xui32>
    %88 = "stablehlo.multiply"(%86, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %89 = "stablehlo.constant"() {value = dense<15> : tensor<4xui32>} : () -> tensor<4xui32>
    %90 = "stablehlo.shift_right_logical"(%88, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %91 = "stablehlo.xor"(%88, %90) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %92 = "stablehlo.constant"() {value = dense<2221713035> : tensor<4xui32>} : () -> tensor<4xui32>
    %93 = "stablehlo.multiply"(%91, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %95 = "stablehlo.shift_right_logical"(%93, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %96 = "stablehlo.xor"(%93, %95) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %97 = "stablehlo.broadcast_in_dim"(%80) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %98 = "stablehlo.add"(%96, %97) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %100 = "stablehlo.shift_right_logical"(%98, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %101 = "stablehlo.xor"(%98, %100) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %103 = "stablehlo.multiply"(%101, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %105 = "stablehlo.shift_right_logical"(%103, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %106 = "stablehlo.xor"(%103, %105) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %108 = "stablehlo.multiply"(%106, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %110 = "stablehlo.shift_right_logical"(%108, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %111 = "stablehlo.xor"(%108, %110) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %112 = "stablehlo.reshape"(%111) : (tensor<4xui32>) -> tensor<2x2xui32>
    %113 = "stablehlo.convert"(%112) : (tensor<2x2xui32>) -> tensor<2x2xui64>
    %114 = "stablehlo.constant"() {value = dense<1> : tensor<ui64>} : () -> tensor<ui64>
    %120 = "stablehlo.and"(%114, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %121 = "stablehlo.convert"(%120) : (tensor<ui64>) -> tensor<ui32>
    %123 = "stablehlo.shift_right_logical"(%114, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %124 = "stablehlo.convert"(%123) : (tensor<ui64>) -> tensor<ui32>
    %125 = "stablehlo.add"(%5, %124) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %126 = "stablehlo.xor"(%121, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %128 = "stablehlo.shift_right_logical"(%126, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %129 = "stablehlo.xor"(%126, %128) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %131 = "stablehlo.multiply"(%129, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %133 = "stablehlo.shift_right_logical"(%131, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %134 = "stablehlo.xor"(%131, %133) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %136 = "stablehlo.multiply"(%134, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %138 = "stablehlo.shift_right_logical"(%136, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %139 = "stablehlo.xor"(%136, %138) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %140 = "stablehlo.add"(%139, %125) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %142 = "stablehlo.shift_right_logical"(%140, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %143 = "stablehlo.xor"(%140, %142) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %145 = "stablehlo.multiply"(%143, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %147 = "stablehlo.shift_right_logical"(%145, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %148 = "stablehlo.xor"(%145, %147) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %150 = "stablehlo.multiply"(%148, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %152 = "stablehlo.shift_right_logical"(%150, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %153 = "stablehlo.xor"(%150, %152) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %154 = "stablehlo.add"(%3, %124) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %156 = "stablehlo.add"(%154, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %158 = "stablehlo.xor"(%121, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %159 = "stablehlo.xor"(%158, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %161 = "stablehlo.shift_right_logical"(%159, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %162 = "stablehlo.xor"(%159, %161) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %164 = "stablehlo.multiply"(%162, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %166 = "stablehlo.shift_right_logical"(%164, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %167 = "stablehlo.xor"(%164, %166) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %169 = "stablehlo.multiply"(%167, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %171 = "stablehlo.shift_right_logical"(%169, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %172 = "stablehlo.xor"(%169, %171) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %173 = "stablehlo.add"(%172, %156) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %175 = "stablehlo.shift_right_logical"(%173, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %176 = "stablehlo.xor"(%173, %175) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %178 = "stablehlo.multiply"(%176, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %180 = "stablehlo.shift_right_logical"(%178, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %181 = "stablehlo.xor"(%178, %180) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %183 = "stablehlo.multiply"(%181, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %185 = "stablehlo.shift_right_logical"(%183, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %186 = "stablehlo.xor"(%183, %185) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %187 = "stablehlo.reshape"(%153) : (tensor<ui32>) -> tensor<1xui32>
    %188 = "stablehlo.reshape"(%186) : (tensor<ui32>) -> tensor<1xui32>
    %189 = "stablehlo.concatenate"(%187, %188) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %190 = "stablehlo.slice"(%189) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %191 = "stablehlo.reshape"(%190) : (tensor<1xui32>) -> tensor<ui32>
    %192 = "stablehlo.slice"(%189) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %193 = "stablehlo.reshape"(%192) : (tensor<1xui32>) -> tensor<ui32>
    %195 = "stablehlo.broadcast_in_dim"(%191) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %196 = "stablehlo.xor"(%81, %195) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %198 = "stablehlo.shift_right_logical"(%196, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %199 = "stablehlo.xor"(%196, %198) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %201 = "stablehlo.multiply"(%199, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %203 = "stablehlo.shift_right_logical"(%201, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %204 = "stablehlo.xor"(%201, %203) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %206 = "stablehlo.multiply"(%204, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %208 = "stablehlo.shift_right_logical"(%206, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %209 = "stablehlo.xor"(%206, %208) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %210 = "stablehlo.broadcast_in_dim"(%193) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %211 = "stablehlo.add"(%209, %210) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %213 = "stablehlo.shift_right_logical"(%211, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %214 = "stablehlo.xor"(%211, %213) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %216 = "stablehlo.multiply"(%214, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %218 = "stablehlo.shift_right_logical"(%216, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %219 = "stablehlo.xor"(%216, %218) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %221 = "stablehlo.multiply"(%219, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %223 = "stablehlo.shift_right_logical"(%221, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %224 = "stablehlo.xor"(%221, %223) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %225 = "stablehlo.reshape"(%224) : (tensor<4xui32>) -> tensor<2x2xui32>
    %226 = "stablehlo.convert"(%225) : (tensor<2x2xui32>) -> tensor<2x2xui64>
    %227 = "stablehlo.constant"() {value = dense<32> : tensor<2x2xui64>} : () -> tensor<2x2xui64>
    %228 = "stablehlo.shift_left"(%113, %227) : (tensor<2x2xui64>, tensor<2x2xui64>) -> tensor<2x2xui64>
    %229 = "stablehlo.or"(%228, %226) : (tensor<2x2xui64>, tensor<2x2xui64>) -> tensor<2x2xui64>
    "func.return"(%229) : (tensor<2x2xui64>) -> ()
  }
}
// -----
// uniform
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<3x4xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<12xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<12xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<12xui32>} : () -> tensor<12xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<12xui32>} : () -> tensor<12xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<12xui32>} : () -> tensor<12xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<12xui32>} : () -> tensor<12xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<12xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %36 = "stablehlo.reshape"(%35) : (tensor<12xui32>) -> tensor<3x4xui32>
    %37 = "stablehlo.constant"() {value = dense<8> : tensor<3x4xui32>} : () -> tensor<3x4xui32>
    %38 = "stablehlo.shift_right_logical"(%36, %37) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %39 = "stablehlo.convert"(%38) : (tensor<3x4xui32>) -> tensor<3x4xi32>
    %40 = "stablehlo.convert"(%39) : (tensor<3x4xi32>) -> tensor<3x4xf32>
    %41 = "stablehlo.constant"() {value = dense<0x33800000> : tensor<3x4xf32>} : () -> tensor<3x4xf32>
    %42 = "stablehlo.multiply"(%40, %41) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%42) : (tensor<3x4xf32>) -> ()
  }
}
// -----
// uniform_between
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<9xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<9xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<9xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<9xui32>} : () -> tensor<9xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<9xui32>} : () -> tensor<9xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<9xui32>} : () -> tensor<9xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<9xui32>} : () -> tensor<9xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<9xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %36 = "stablehlo.constant"() {value = dense<8> : tensor<9xui32>} : () -> tensor<9xui32>
    %37 = "stablehlo.shift_right_logical"(%35, %36) : (tensor<9xui32>, tensor<9xui32>) -> tensor<9xui32>
    %38 = "stablehlo.convert"(%37) : (tensor<9xui32>) -> tensor<9xi32>
    %39 = "stablehlo.convert"(%38) : (tensor<9xi32>) -> tensor<9xf32>
    %40 = "stablehlo.constant"() {value = dense<0x33800000> : tensor<9xf32>} : () -> tensor<9xf32>
    %41 = "stablehlo.multiply"(%39, %40) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    %42 = "stablehlo.constant"() {value = dense<0x40200000> : tensor<9xf32>} : () -> tensor<9xf32>
    %43 = "stablehlo.multiply"(%41, %42) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    %44 = "stablehlo.constant"() {value = dense<0xC0000000> : tensor<9xf32>} : () -> tensor<9xf32>
    %45 = "stablehlo.add"(%43, %44) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    %47 = "stablehlo.maximum"(%45, %44) : (tensor<9xf32>, tensor<9xf32>) -> tensor<9xf32>
    "func.return"(%47) : (tensor<9xf32>) -> ()
  }
}
// -----
// uniform_f64
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<4xf64>) {
    %1 = "stablehlo.constant"() {value = dense<0> : tensor<ui64>} : () -> tensor<ui64>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %3 = "stablehlo.reshape"(%2) : (tensor<1xui32>) -> tensor<ui32>
    %4 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %5 = "stablehlo.reshape"(%4) : (tensor<1xui32>) -> tensor<ui32>
    %6 = "stablehlo.constant"() {value = dense<4294967295> : tensor<ui64>} : () -> tensor<ui64>
    %7 = "stablehlo.and"(%1, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %8 = "stablehlo.convert"(%7) : (tensor<ui64>) -> tensor<ui32>
    %9 = "stablehlo.constant"() {value = dense<32> : tensor<ui64>} : () -> tensor<ui64>
    %10 = "stablehlo.shift_right_logical"(%1, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %11 = "stablehlo.convert"(%10) : (tensor<ui64>) -> tensor<ui32>
    %12 = "stablehlo.add"(%5, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %13 = "stablehlo.xor"(%8, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %14 = "stablehlo.constant"() {value = dense<16> : tensor<ui32>} : () -> tensor<ui32>
    %15 = "stablehlo.shift_right_logical"(%13, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %16 = "stablehlo.xor"(%13, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %17 = "stablehlo.constant"() {value = dense<2146121005> : tensor<ui32>} : () -> tensor<ui32>
    %18 = "stablehlo.multiply"(%16, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %19 = "stablehlo.constant"() {value = dense<15> : tensor<ui32>} : () -> tensor<ui32>
    %20 = "stablehlo.shift_right_logical"(%18, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %21 = "stablehlo.xor"(%18, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %22 = "stablehlo.constant"() {value = dense<2221713035> : tensor<ui32>} : () -> tensor<ui32>
    %23 = "stablehlo.multiply"(%21, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %25 = "stablehlo.shift_right_logical"(%23, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %26 = "stablehlo.xor"(%23, %25) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %27 = "stablehlo.add"(%26, %12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %29 = "stablehlo.shift_right_logical"(%27, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %32 = "stablehlo.multiply"(%30, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %34 = "stablehlo.shift_right_logical"(%32, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %37 = "stablehlo.multiply"(%35, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %39 = "stablehlo.shift_right_logical"(%37, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %40 = "stablehlo.xor"(%37, %39) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %41 = "stablehlo.add"(%3, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %42 = "stablehlo.constant"() {value = dense<2654435769> : tensor<ui32>} : () -> tensor<ui32>
    %43 = "stablehlo.add"(%41, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %44 = "stablehlo.constant"() {value = dense<1540483477> : tensor<ui32>} : () -> tensor<ui32>
    %45 = "stablehlo.xor"(%8, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %46 = "stablehlo.xor"(%45, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %48 = "stablehlo.shift_right_logical"(%46, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %49 = "stablehlo.xor"(%46, %48) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %51 = "stablehlo.multiply"(%49, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %53 = "stablehlo.shift_right_logical"(%51, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %54 = "stablehlo.xor"(%51, %53) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %56 = "stablehlo.multiply"(%54, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %58 = "stablehlo.shift_right_logical"(%56, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %59 = "stablehlo.xor"(%56, %58) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %60 = "stablehlo.add"(%59, %43) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %62 = "stablehlo.shift_right_logical"(%60, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %63 = "stablehlo.xor"(%60, %62) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %65 = "stablehlo.multiply"(%63, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %67 = "stablehlo.shift_right_logical"(%65, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %68 = "stablehlo.xor"(%65, %67) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %70 = "stablehlo.multiply"(%68, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %72 = "stablehlo.shift_right_logical"(%70, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %73 = "stablehlo.xor"(%70, %72) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %74 = "stablehlo.reshape"(%40) : (tensor<ui32>) -> tensor<1xui32>
    %75 = "stablehlo.reshape"(%73) : (tensor<ui32>) -> tensor<1xui32>
    %76 = "stablehlo.concatenate"(%74, %75) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %77 = "stablehlo.slice"(%76) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %78 = "stablehlo.reshape"(%77) : (tensor<1xui32>) -> tensor<ui32>
    %79 = "stablehlo.slice"(%76) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %80 = "stablehlo.reshape"(%79) : (tensor<1xui32>) -> tensor<ui32>
    %81 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xui32>
    %82 = "stablehlo.broadcast_in_dim"(%78) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %83 = "stablehlo.xor"(%81, %82) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %84 = "stablehlo.constant"() {value = dense<16> : tensor<4xui32>} : () -> tensor<4xui32>
    %85 = "stablehlo.shift_right_logical"(%83, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %86 = "stablehlo.xor"(%83, %85) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %87 = "stablehlo.constant"() {value = dense<2146121005> : tensor<4xui32>} : () -> tensor<4xui32>
    %88 = "stablehlo.multiply"(%86, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %89 = "stablehlo.constant"() {value = dense<15> : tensor<4xui32>} : () -> tensor<4xui32>
    %90 = "stablehlo.shift_right_logical"(%88, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %91 = "stablehlo.xor"(%88, %90) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %92 = "stablehlo.constant"() {value = dense<2221713035> : tensor<4xui32>} : () -> tensor<4xui32>
    %93 = "stablehlo.multiply"(%91, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %95 = "stablehlo.shift_right_logical"(%93, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %96 = "stablehlo.xor"(%93, %95) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %97 = "stablehlo.broadcast_in_dim"(%80) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %98 = "stablehlo.add"(%96, %97) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %100 = "stablehlo.shift_right_logical"(%98, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %101 = "stablehlo.xor"(%98, %100) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %103 = "stablehlo.multiply"(%101, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %105 = "stablehlo.shift_right_logical"(%103, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %106 = "stablehlo.xor"(%103, %105) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %108 = "stablehlo.multiply"(%106, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %110 = "stablehlo.shift_right_logical"(%108, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %111 = "stablehlo.xor"(%108, %110) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %112 = "stablehlo.convert"(%111) : (tensor<4xui32>) -> tensor<4xui64>
    %113 = "stablehlo.constant"() {value = dense<1> : tensor<ui64>} : () -> tensor<ui64>
    %119 = "stablehlo.and"(%113, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %120 = "stablehlo.convert"(%119) : (tensor<ui64>) -> tensor<ui32>
    %122 = "stablehlo.shift_right_logical"(%113, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %123 = "stablehlo.convert"(%122) : (tensor<ui64>) -> tensor<ui32>
    %124 = "stablehlo.add"(%5, %123) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %125 = "stablehlo.xor"(%120, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %127 = "stablehlo.shift_right_logical"(%125, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %128 = "stablehlo.xor"(%125, %127) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %130 = "stablehlo.multiply"(%128, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %132 = "stablehlo.shift_right_logical"(%130, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %133 = "stablehlo.xor"(%130, %132) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %135 = "stablehlo.multiply"(%133, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %137 = "stablehlo.shift_right_logical"(%135, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %138 = "stablehlo.xor"(%135, %137) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %139 = "stablehlo.add"(%138, %124) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %141 = "stablehlo.shift_right_logical"(%139, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %142 = "stablehlo.xor"(%139, %141) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %144 = "stablehlo.multiply"(%142, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %146 = "stablehlo.shift_right_logical"(%144, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %147 = "stablehlo.xor"(%144, %146) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %149 = "stablehlo.multiply"(%147, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %151 = "stablehlo.shift_right_logical"(%149, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %152 = "stablehlo.xor"(%149, %151) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %153 = "stablehlo.add"(%3, %123) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %155 = "stablehlo.add"(%153, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %157 = "stablehlo.xor"(%120, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %158 = "stablehlo.xor"(%157, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %160 = "stablehlo.shift_right_logical"(%158, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %161 = "stablehlo.xor"(%158, %160) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %163 = "stablehlo.multiply"(%161, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %165 = "stablehlo.shift_right_logical"(%163, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %166 = "stablehlo.xor"(%163, %165) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %168 = "stablehlo.multiply"(%166, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %170 = "stablehlo.shift_right_logical"(%168, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %171 = "stablehlo.xor"(%168, %170) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %172 = "stablehlo.add"(%171, %155) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %174 = "stablehlo.shift_right_logical"(%172, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %175 = "stablehlo.xor"(%172, %174) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %177 = "stablehlo.multiply"(%175, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %179 = "stablehlo.shift_right_logical"(%177, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %180 = "stablehlo.xor"(%177, %179) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %182 = "stablehlo.multiply"(%180, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %184 = "stablehlo.shift_right_logical"(%182, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %185 = "stablehlo.xor"(%182, %184) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %186 = "stablehlo.reshape"(%152) : (tensor<ui32>) -> tensor<1xui32>
    %187 = "stablehlo.reshape"(%185) : (tensor<ui32>) -> tensor<1xui32>
    %188 = "stablehlo.concatenate"(%186, %187) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %189 = "stablehlo.slice"(%188) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %190 = "stablehlo.reshape"(%189) : (tensor<1xui32>) -> tensor<ui32>
    %191 = "stablehlo.slice"(%188) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %192 = "stablehlo.reshape"(%191) : (tensor<1xui32>) -> tensor<ui32>
    %194 = "stablehlo.broadcast_in_dim"(%190) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %195 = "stablehlo.xor"(%81, %194) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %197 = "stablehlo.shift_right_logical"(%195, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %198 = "stablehlo.xor"(%195, %197) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %200 = "stablehlo.multiply"(%198, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %202 = "stablehlo.shift_right_logical"(%200, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %203 = "stablehlo.xor"(%200, %202) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %205 = "stablehlo.multiply"(%203, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %207 = "stablehlo.shift_right_logical"(%205, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %208 = "stablehlo.xor"(%205, %207) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %209 = "stablehlo.broadcast_in_dim"(%192) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %210 = "stablehlo.add"(%208, %209) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %212 = "stablehlo.shift_right_logical"(%210, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %213 = "stablehlo.xor"(%210, %212) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %215 = "stablehlo.multiply"(%213, %87) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %217 = "stablehlo.shift_right_logical"(%215, %89) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %218 = "stablehlo.xor"(%215, %217) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %220 = "stablehlo.multiply"(%218, %92) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %222 = "stablehlo.shift_right_logical"(%220, %84) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %223 = "stablehlo.xor"(%220, %222) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %224 = "stablehlo.convert"(%223) : (tensor<4xui32>) -> tensor<4xui64>
    %225 = "stablehlo.constant"() {value = dense<32> : tensor<4xui64>} : () -> tensor<4xui64>
    %226 = "stablehlo.shift_left"(%112, %225) : (tensor<4xui64>, tensor<4xui64>) -> tensor<4xui64>
    %227 = "stablehlo.or"(%226, %224) : (tensor<4xui64>, tensor<4xui64>) -> tensor<4xui64>
    %228 = "stablehlo.constant"() {value = dense<11> : tensor<4xui64>} : () -> tensor<4xui64>
    %229 = "stablehlo.shift_right_logical"(%227, %228) : (tensor<4xui64>, tensor<4xui64>) -> tensor<4xui64>
    %230 = "stablehlo.convert"(%229) : (tensor<4xui64>) -> tensor<4xi64>
    %231 = "stablehlo.convert"(%230) : (tensor<4xi64>) -> tensor<4xf64>
    %232 = "stablehlo.constant"() {value = dense<0x3CA0000000000000> : tensor<4xf64>} : () -> tensor<4xf64>
    %233 = "stablehlo.multiply"(%231, %232) : (tensor<4xf64>, tensor<4xf64>) -> tensor<4xf64>
    "func.return"(%233) : (tensor<4xf64>) -> ()
  }
}
// -----
// uniform_bf16
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<4xbf16>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<4xui32>} : () -> tensor<4xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<4xui32>} : () -> tensor<4xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<4xui32>} : () -> tensor<4xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<4xui32>} : () -> tensor<4xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<4xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %36 = "stablehlo.constant"() {value = dense<24> : tensor<4xui32>} : () -> tensor<4xui32>
    %37 = "stablehlo.shift_right_logical"(%35, %36) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
    %38 = "stablehlo.convert"(%37) : (tensor<4xui32>) -> tensor<4xi32>
    %39 = "stablehlo.convert"(%38) : (tensor<4xi32>) -> tensor<4xbf16>
    %40 = "stablehlo.constant"() {value = dense<0x3B80> : tensor<4xbf16>} : () -> tensor<4xbf16>
    %41 = "stablehlo.multiply"(%39, %40) : (tensor<4xbf16>, tensor<4xbf16>) -> tensor<4xbf16>
    "func.return"(%41) : (tensor<4xbf16>) -> ()
  }
}
// -----
// normal
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<3x4xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<12xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<12xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<12xui32>} : () -> tensor<12xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<12xui32>} : () -> tensor<12xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<12xui32>} : () -> tensor<12xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<12xui32>} : () -> tensor<12xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<12xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<12xui32>, tensor<12xui32>) -> tensor<12xui32>
    %36 = "stablehlo.reshape"(%35) : (tensor<12xui32>) -> tensor<3x4xui32>
    %37 = "stablehlo.constant"() {value = dense<9> : tensor<3x4xui32>} : () -> tensor<3x4xui32>
    %38 = "stablehlo.shift_right_logical"(%36, %37) : (tensor<3x4xui32>, tensor<3x4xui32>) -> tensor<3x4xui32>
    %39 = "stablehlo.convert"(%38) : (tensor<3x4xui32>) -> tensor<3x4xi32>
    %40 = "stablehlo.convert"(%39) : (tensor<3x4xi32>) -> tensor<3x4xf32>
    %41 = "stablehlo.constant"() {value = dense<0x34800000> : tensor<3x4xf32>} : () -> tensor<3x4xf32>
    %42 = "stablehlo.multiply"(%40, %41) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %43 = "stablehlo.constant"() {value = dense<0xBF7FFFFE> : tensor<3x4xf32>} : () -> tensor<3x4xf32>
    %44 = "stablehlo.add"(%42, %43) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %45 = "chlo.erf_inv"(%44) : (tensor<3x4xf32>) -> tensor<3x4xf32>
    %46 = "stablehlo.constant"() {value = dense<0x3FB504F3> : tensor<3x4xf32>} : () -> tensor<3x4xf32>
    %47 = "stablehlo.multiply"(%45, %46) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%47) : (tensor<3x4xf32>) -> ()
  }
}
// -----
// normal_f64
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<5xf64>) {
    %1 = "stablehlo.constant"() {value = dense<0> : tensor<ui64>} : () -> tensor<ui64>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %3 = "stablehlo.reshape"(%2) : (tensor<1xui32>) -> tensor<ui32>
    %4 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %5 = "stablehlo.reshape"(%4) : (tensor<1xui32>) -> tensor<ui32>
    %6 = "stablehlo.constant"() {value = dense<4294967295> : tensor<ui64>} : () -> tensor<ui64>
    %7 = "stablehlo.and"(%1, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %8 = "stablehlo.convert"(%7) : (tensor<ui64>) -> tensor<ui32>
    %9 = "stablehlo.constant"() {value = dense<32> : tensor<ui64>} : () -> tensor<ui64>
    %10 = "stablehlo.shift_right_logical"(%1, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %11 = "stablehlo.convert"(%10) : (tensor<ui64>) -> tensor<ui32>
    %12 = "stablehlo.add"(%5, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %13 = "stablehlo.xor"(%8, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %14 = "stablehlo.constant"() {value = dense<16> : tensor<ui32>} : () -> tensor<ui32>
    %15 = "stablehlo.shift_right_logical"(%13, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %16 = "stablehlo.xor"(%13, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %17 = "stablehlo.constant"() {value = dense<2146121005> : tensor<ui32>} : () -> tensor<ui32>
    %18 = "stablehlo.multiply"(%16, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %19 = "stablehlo.constant"() {value = dense<15> : tensor<ui32>} : () -> tensor<ui32>
    %20 = "stablehlo.shift_right_logical"(%18, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %21 = "stablehlo.xor"(%18, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %22 = "stablehlo.constant"() {value = dense<2221713035> : tensor<ui32>} : () -> tensor<ui32>
    %23 = "stablehlo.multiply"(%21, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %25 = "stablehlo.shift_right_logical"(%23, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %26 = "stablehlo.xor"(%23, %25) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %27 = "stablehlo.add"(%26, %12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %29 = "stablehlo.shift_right_logical"(%27, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %32 = "stablehlo.multiply"(%30, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %34 = "stablehlo.shift_right_logical"(%32, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %37 = "stablehlo.multiply"(%35, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %39 = "stablehlo.shift_right_logical"(%37, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %40 = "stablehlo.xor"(%37, %39) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %41 = "stablehlo.add"(%3, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %42 = "stablehlo.constant"() {value = dense<2654435769> : tensor<ui32>} : () -> tensor<ui32>
    %43 = "stablehlo.add"(%41, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %44 = "stablehlo.constant"() {value = dense<1540483477> : tensor<ui32>} : () -> tensor<ui32>
    %45 = "stablehlo.xor"(%8, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %46 = "stablehlo.xor"(%45, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %48 = "stablehlo.shift_right_logical"(%46, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %49 = "stablehlo.xor"(%46, %48) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %51 = "stablehlo.multiply"(%49, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %53 = "stablehlo.shift_right_logical"(%51, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %54 = "stablehlo.xor"(%51, %53) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %56 = "stablehlo.multiply"(%54, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %58 = "stablehlo.shift_right_logical"(%56, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %59 = "stablehlo.xor"(%56, %58) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %60 = "stablehlo.add"(%59, %43) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %62 = "stablehlo.shift_right_logical"(%60, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %63 = "stablehlo.xor"(%60, %62) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %65 = "stablehlo.multiply"(%63, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %67 = "stablehlo.shift_right_logical"(%65, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %68 = "stablehlo.xor"(%65, %67) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %70 = "stablehlo.multiply"(%68, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %72 = "stablehlo.shift_right_logical"(%70, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %73 = "stablehlo.xor"(%70, %72) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %74 = "stablehlo.reshape"(%40) : (tensor<ui32>) -> tensor<1xui32>
    %75 = "stablehlo.reshape"(%73) : (tensor<ui32>) -> tensor<1xui32>
    %76 = "stablehlo.concatenate"(%74, %75) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %77 = "stablehlo.slice"(%76) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %78 = "stablehlo.reshape"(%77) : (tensor<1xui32>) -> tensor<ui32>
    %79 = "stablehlo.slice"(%76) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %80 = "stablehlo.reshape"(%79) : (tensor<1xui32>) -> tensor<ui32>
    %81 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<5xui32>
    %82 = "stablehlo.broadcast_in_dim"(%78) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<5xui32>
    %83 = "stablehlo.xor"(%81, %82) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %84 = "stablehlo.constant"() {value = dense<16> : tensor<5xui32>} : () -> tensor<5xui32>
    %85 = "stablehlo.shift_right_logical"(%83, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %86 = "stablehlo.xor"(%83, %85) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %87 = "stablehlo.constant"() {value = dense<2146121005> : tensor<5xui32>} : () -> tensor<5xui32>
    %88 = "stablehlo.multiply"(%86, %87) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %89 = "stablehlo.constant"() {value = dense<15> : tensor<5xui32>} : () -> tensor<5xui32>
    %90 = "stablehlo.shift_right_logical"(%88, %89) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %91 = "stablehlo.xor"(%88, %90) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %92 = "stablehlo.constant"() {value = dense<2221713035> : tensor<5xui32>} : () -> tensor<5xui32>
    %93 = "stablehlo.multiply"(%91, %92) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %95 = "stablehlo.shift_right_logical"(%93, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %96 = "stablehlo.xor"(%93, %95) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %97 = "stablehlo.broadcast_in_dim"(%80) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<5xui32>
    %98 = "stablehlo.add"(%96, %97) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %100 = "stablehlo.shift_right_logical"(%98, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %101 = "stablehlo.xor"(%98, %100) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %103 = "stablehlo.multiply"(%101, %87) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %105 = "stablehlo.shift_right_logical"(%103, %89) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %106 = "stablehlo.xor"(%103, %105) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %108 = "stablehlo.multiply"(%106, %92) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %110 = "stablehlo.shift_right_logical"(%108, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %111 = "stablehlo.xor"(%108, %110) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %112 = "stablehlo.convert"(%111) : (tensor<5xui32>) -> tensor<5xui64>
    %113 = "stablehlo.constant"() {value = dense<1> : tensor<ui64>} : () -> tensor<ui64>
    %119 = "stablehlo.and"(%113, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %120 = "stablehlo.convert"(%119) : (tensor<ui64>) -> tensor<ui32>
    %122 = "stablehlo.shift_right_logical"(%113, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %123 = "stablehlo.convert"(%122) : (tensor<ui64>) -> tensor<ui32>
    %124 = "stablehlo.add"(%5, %123) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %125 = "stablehlo.xor"(%120, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %127 = "stablehlo.shift_right_logical"(%125, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %128 = "stablehlo.xor"(%125, %127) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %130 = "stablehlo.multiply"(%128, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %132 = "stablehlo.shift_right_logical"(%130, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %133 = "stablehlo.xor"(%130, %132) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %135 = "stablehlo.multiply"(%133, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %137 = "stablehlo.shift_right_logical"(%135, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %138 = "stablehlo.xor"(%135, %137) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %139 = "stablehlo.add"(%138, %124) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %141 = "stablehlo.shift_right_logical"(%139, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %142 = "stablehlo.xor"(%139, %141) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %144 = "stablehlo.multiply"(%142, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %146 = "stablehlo.shift_right_logical"(%144, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %147 = "stablehlo.xor"(%144, %146) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %149 = "stablehlo.multiply"(%147, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %151 = "stablehlo.shift_right_logical"(%149, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %152 = "stablehlo.xor"(%149, %151) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %153 = "stablehlo.add"(%3, %123) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %155 = "stablehlo.add"(%153, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %157 = "stablehlo.xor"(%120, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %158 = "stablehlo.xor"(%157, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %160 = "stablehlo.shift_right_logical"(%158, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %161 = "stablehlo.xor"(%158, %160) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %163 = "stablehlo.multiply"(%161, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %165 = "stablehlo.shift_right_logical"(%163, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %166 = "stablehlo.xor"(%163, %165) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %168 = "stablehlo.multiply"(%166, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %170 = "stablehlo.shift_right_logical"(%168, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %171 = "stablehlo.xor"(%168, %170) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %172 = "stablehlo.add"(%171, %155) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %174 = "stablehlo.shift_right_logical"(%172, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %175 = "stablehlo.xor"(%172, %174) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %177 = "stablehlo.multiply"(%175, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %179 = "stablehlo.shift_right_logical"(%177, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %180 = "stablehlo.xor"(%177, %179) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %182 = "stablehlo.multiply"(%180, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %184 = "stablehlo.shift_right_logical"(%182, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %185 = "stablehlo.xor"(%182, %184) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %186 = "stablehlo.reshape"(%152) : (tensor<ui32>) -> tensor<1xui32>
    %187 = "stablehlo.reshape"(%185) : (tensor<ui32>) -> tensor<1xui32>
    %188 = "stablehlo.concatenate"(%186, %187) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %189 = "stablehlo.slice"(%188) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %190 = "stablehlo.reshape"(%189) : (tensor<1xui32>) -> tensor<ui32>
    %191 = "stablehlo.slice"(%188) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %192 = "stablehlo.reshape"(%191) : (tensor<1xui32>) -> tensor<ui32>
    %194 = "stablehlo.broadcast_in_dim"(%190) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<5xui32>
    %195 = "stablehlo.xor"(%81, %194) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %197 = "stablehlo.shift_right_logical"(%195, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %198 = "stablehlo.xor"(%195, %197) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %200 = "stablehlo.multiply"(%198, %87) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %202 = "stablehlo.shift_right_logical"(%200, %89) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %203 = "stablehlo.xor"(%200, %202) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %205 = "stablehlo.multiply"(%203, %92) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %207 = "stablehlo.shift_right_logical"(%205, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %208 = "stablehlo.xor"(%205, %207) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %209 = "stablehlo.broadcast_in_dim"(%192) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<5xui32>
    %210 = "stablehlo.add"(%208, %209) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %212 = "stablehlo.shift_right_logical"(%210, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %213 = "stablehlo.xor"(%210, %212) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %215 = "stablehlo.multiply"(%213, %87) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %217 = "stablehlo.shift_right_logical"(%215, %89) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %218 = "stablehlo.xor"(%215, %217) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %220 = "stablehlo.multiply"(%218, %92) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %222 = "stablehlo.shift_right_logical"(%220, %84) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %223 = "stablehlo.xor"(%220, %222) : (tensor<5xui32>, tensor<5xui32>) -> tensor<5xui32>
    %224 = "stablehlo.convert"(%223) : (tensor<5xui32>) -> tensor<5xui64>
    %225 = "stablehlo.constant"() {value = dense<32> : tensor<5xui64>} : () -> tensor<5xui64>
    %226 = "stablehlo.shift_left"(%112, %225) : (tensor<5xui64>, tensor<5xui64>) -> tensor<5xui64>
    %227 = "stablehlo.or"(%226, %224) : (tensor<5xui64>, tensor<5xui64>) -> tensor<5xui64>
    %228 = "stablehlo.constant"() {value = dense<12> : tensor<5xui64>} : () -> tensor<5xui64>
    %229 = "stablehlo.shift_right_logical"(%227, %228) : (tensor<5xui64>, tensor<5xui64>) -> tensor<5xui64>
    %230 = "stablehlo.convert"(%229) : (tensor<5xui64>) -> tensor<5xi64>
    %231 = "stablehlo.convert"(%230) : (tensor<5xi64>) -> tensor<5xf64>
    %232 = "stablehlo.constant"() {value = dense<0x3CC0000000000000> : tensor<5xf64>} : () -> tensor<5xf64>
    %233 = "stablehlo.multiply"(%231, %232) : (tensor<5xf64>, tensor<5xf64>) -> tensor<5xf64>
    %234 = "stablehlo.constant"() {value = dense<0xBFEFFFFFFFFFFFFE> : tensor<5xf64>} : () -> tensor<5xf64>
    %235 = "stablehlo.add"(%233, %234) : (tensor<5xf64>, tensor<5xf64>) -> tensor<5xf64>
    %236 = "chlo.erf_inv"(%235) : (tensor<5xf64>) -> tensor<5xf64>
    %237 = "stablehlo.constant"() {value = dense<0x3FF6A09E667F3BCD> : tensor<5xf64>} : () -> tensor<5xf64>
    %238 = "stablehlo.multiply"(%236, %237) : (tensor<5xf64>, tensor<5xf64>) -> tensor<5xf64>
    "func.return"(%238) : (tensor<5xf64>) -> ()
  }
}
// -----
// bernoulli
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<20xi1>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %2 = "stablehlo.reshape"(%1) : (tensor<1xui32>) -> tensor<ui32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xui32>) -> tensor<ui32>
    %5 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<20xui32>
    %6 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<20xui32>
    %7 = "stablehlo.xor"(%5, %6) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %8 = "stablehlo.constant"() {value = dense<16> : tensor<20xui32>} : () -> tensor<20xui32>
    %9 = "stablehlo.shift_right_logical"(%7, %8) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %10 = "stablehlo.xor"(%7, %9) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %11 = "stablehlo.constant"() {value = dense<2146121005> : tensor<20xui32>} : () -> tensor<20xui32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %13 = "stablehlo.constant"() {value = dense<15> : tensor<20xui32>} : () -> tensor<20xui32>
    %14 = "stablehlo.shift_right_logical"(%12, %13) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %15 = "stablehlo.xor"(%12, %14) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %16 = "stablehlo.constant"() {value = dense<2221713035> : tensor<20xui32>} : () -> tensor<20xui32>
    %17 = "stablehlo.multiply"(%15, %16) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %19 = "stablehlo.shift_right_logical"(%17, %8) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %20 = "stablehlo.xor"(%17, %19) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %21 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<20xui32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %24 = "stablehlo.shift_right_logical"(%22, %8) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %25 = "stablehlo.xor"(%22, %24) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %27 = "stablehlo.multiply"(%25, %11) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %29 = "stablehlo.shift_right_logical"(%27, %13) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %32 = "stablehlo.multiply"(%30, %16) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %34 = "stablehlo.shift_right_logical"(%32, %8) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xui32>
    %36 = "stablehlo.constant"() {value = dense<1288490189> : tensor<20xui32>} : () -> tensor<20xui32>
    %37 = "stablehlo.compare"(%35, %36) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type UNSIGNED>} : (tensor<20xui32>, tensor<20xui32>) -> tensor<20xi1>
    "func.return"(%37) : (tensor<20xi1>) -> ()
  }
}
// -----
// bernoulli_always
module @calx {
  func.func public @main(%0: tensor<2xui32>, %1: tensor<4xi1>) -> (tensor<4xi1>) {
    %2 = "stablehlo.constant"() {value = dense<true> : tensor<4xi1>} : () -> tensor<4xi1>
    %3 = "stablehlo.and"(%2, %1) : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
    "func.return"(%3) : (tensor<4xi1>) -> ()
  }
}
// -----
// relu
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.maximum"(%0, %1) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%2) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// relu6
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x40C00000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %3 = "stablehlo.clamp"(%1, %0, %2) : (tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%3) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// selu
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xi1>
    %4 = "stablehlo.select"(%2, %1, %0) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %5 = "stablehlo.exponential_minus_one"(%4) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %6 = "stablehlo.constant"() {value = dense<0x3FD62D7D> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %8 = "stablehlo.select"(%2, %0, %7) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %9 = "stablehlo.constant"() {value = dense<0x3F867D5F> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %10 = "stablehlo.multiply"(%8, %9) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%10) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// gelu
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xBF3504F3> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %3 = "chlo.erfc"(%2) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %4 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %5 = "stablehlo.multiply"(%0, %4) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %6 = "stablehlo.multiply"(%5, %3) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%6) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// gelu_tanh
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xC1A00000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x41A00000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %3 = "stablehlo.clamp"(%1, %0, %2) : (tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x3D372713> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %6 = "stablehlo.multiply"(%4, %5) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %7 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %8 = "stablehlo.add"(%6, %7) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %9 = "stablehlo.multiply"(%3, %8) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %10 = "stablehlo.constant"() {value = dense<0x3F4C422A> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %11 = "stablehlo.multiply"(%9, %10) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %12 = "stablehlo.tanh"(%11) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %14 = "stablehlo.add"(%12, %7) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %15 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %16 = "stablehlo.multiply"(%14, %15) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %17 = "stablehlo.multiply"(%0, %16) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%17) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// silu
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.logistic"(%0) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%2) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// mish
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %2 = "stablehlo.negate"(%1) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %3 = "stablehlo.exponential"(%2) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %4 = "stablehlo.log_plus_one"(%3) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %6 = "stablehlo.maximum"(%0, %5) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %7 = "stablehlo.add"(%6, %4) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %9 = "stablehlo.tanh"(%7) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %10 = "stablehlo.multiply"(%0, %9) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%10) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// softplus
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %2 = "stablehlo.negate"(%1) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %3 = "stablehlo.exponential"(%2) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %4 = "stablehlo.log_plus_one"(%3) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %6 = "stablehlo.maximum"(%0, %5) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %7 = "stablehlo.add"(%6, %4) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%7) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// softsign
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %3 = "stablehlo.add"(%1, %2) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %4 = "stablehlo.divide"(%0, %3) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%4) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// hard_tanh
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xBF800000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xi1>
    %4 = "stablehlo.select"(%2, %1, %0) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %6 = "stablehlo.compare"(%0, %5) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xi1>
    %8 = "stablehlo.select"(%6, %5, %4) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%8) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// hard_sigmoid
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40400000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.add"(%0, %1) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %4 = "stablehlo.constant"() {value = dense<0x40C00000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %5 = "stablehlo.clamp"(%3, %2, %4) : (tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %6 = "stablehlo.constant"() {value = dense<0x3E2AAAAB> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%7) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// hard_swish
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40400000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.add"(%0, %1) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %4 = "stablehlo.constant"() {value = dense<0x40C00000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %5 = "stablehlo.clamp"(%3, %2, %4) : (tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %6 = "stablehlo.constant"() {value = dense<0x3E2AAAAB> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %8 = "stablehlo.multiply"(%0, %7) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%8) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// leaky_relu
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x3DCCCCCD> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %4 = "stablehlo.compare"(%0, %3) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xi1>
    %5 = "stablehlo.select"(%4, %0, %2) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%5) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// elu
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<3x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xi1>
    %4 = "stablehlo.select"(%2, %1, %0) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %5 = "stablehlo.exponential_minus_one"(%4) : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %6 = "stablehlo.constant"() {value = dense<0x3FC00000> : tensor<3x3xf32>} : () -> tensor<3x3xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %8 = "stablehlo.select"(%2, %0, %7) : (tensor<3x3xi1>, tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    "func.return"(%8) : (tensor<3x3xf32>) -> ()
  }
}
// -----
// glu
module @calx {
  func.func public @main(%0: tensor<2x6x2xf32>) -> (tensor<2x3x2xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 3, 0>, limit_indices = array<i64: 2, 6, 2>, strides = array<i64: 1, 1, 1>} : (tensor<2x6x2xf32>) -> tensor<2x3x2xf32>
    %2 = "stablehlo.logistic"(%1) : (tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 3, 2>, strides = array<i64: 1, 1, 1>} : (tensor<2x6x2xf32>) -> tensor<2x3x2xf32>
    %4 = "stablehlo.multiply"(%3, %2) : (tensor<2x3x2xf32>, tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    "func.return"(%4) : (tensor<2x3x2xf32>) -> ()
  }
}
// -----
// swiglu
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.logistic"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.multiply"(%0, %2) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.multiply"(%3, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%4) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// relu_at_zero
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %2 = "stablehlo.maximum"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %4 = "stablehlo.multiply"(%2, %2) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%4) : (tensor<4xf32>) -> ()
  }
}
// -----
// relu6_edges
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<5xf32>} : () -> tensor<5xf32>
    %2 = "stablehlo.constant"() {value = dense<0x40C00000> : tensor<5xf32>} : () -> tensor<5xf32>
    %3 = "stablehlo.clamp"(%1, %0, %2) : (tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    "func.return"(%3) : (tensor<5xf32>) -> ()
  }
}
// -----
// leaky_relu_at_zero
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x3DCCCCCD> : tensor<4xf32>} : () -> tensor<4xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %4 = "stablehlo.compare"(%0, %3) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %5 = "stablehlo.select"(%4, %0, %2) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%5) : (tensor<4xf32>) -> ()
  }
}
// -----
// elu_at_zero
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %4 = "stablehlo.select"(%2, %1, %0) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %5 = "stablehlo.exponential_minus_one"(%4) : (tensor<4xf32>) -> tensor<4xf32>
    %6 = "stablehlo.constant"() {value = dense<0x3FC00000> : tensor<4xf32>} : () -> tensor<4xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %8 = "stablehlo.select"(%2, %0, %7) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%8) : (tensor<4xf32>) -> ()
  }
}
// -----
// hard_tanh_edges
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xBF800000> : tensor<4xf32>} : () -> tensor<4xf32>
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %4 = "stablehlo.select"(%2, %1, %0) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %5 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<4xf32>} : () -> tensor<4xf32>
    %6 = "stablehlo.compare"(%0, %5) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %8 = "stablehlo.select"(%6, %5, %4) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%8) : (tensor<4xf32>) -> ()
  }
}
// -----
// gelu_large
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0xBF3504F3> : tensor<6xf32>} : () -> tensor<6xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %3 = "chlo.erfc"(%2) : (tensor<6xf32>) -> tensor<6xf32>
    %4 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %5 = "stablehlo.multiply"(%0, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %6 = "stablehlo.multiply"(%5, %3) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%6) : (tensor<6xf32>) -> ()
  }
}
// -----
// silu_large
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.logistic"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%2) : (tensor<6xf32>) -> ()
  }
}
// -----
// mish_large
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    %2 = "stablehlo.negate"(%1) : (tensor<6xf32>) -> tensor<6xf32>
    %3 = "stablehlo.exponential"(%2) : (tensor<6xf32>) -> tensor<6xf32>
    %4 = "stablehlo.log_plus_one"(%3) : (tensor<6xf32>) -> tensor<6xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %6 = "stablehlo.maximum"(%0, %5) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %7 = "stablehlo.add"(%6, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %9 = "stablehlo.tanh"(%7) : (tensor<6xf32>) -> tensor<6xf32>
    %10 = "stablehlo.multiply"(%0, %9) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%10) : (tensor<6xf32>) -> ()
  }
}
// -----
// softplus_large
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    %2 = "stablehlo.negate"(%1) : (tensor<6xf32>) -> tensor<6xf32>
    %3 = "stablehlo.exponential"(%2) : (tensor<6xf32>) -> tensor<6xf32>
    %4 = "stablehlo.log_plus_one"(%3) : (tensor<6xf32>) -> tensor<6xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %6 = "stablehlo.maximum"(%0, %5) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %7 = "stablehlo.add"(%6, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%7) : (tensor<6xf32>) -> ()
  }
}
// -----
// elu_large
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xi1>
    %4 = "stablehlo.select"(%2, %1, %0) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %5 = "stablehlo.exponential_minus_one"(%4) : (tensor<6xf32>) -> tensor<6xf32>
    %6 = "stablehlo.constant"() {value = dense<0x3FC00000> : tensor<6xf32>} : () -> tensor<6xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %8 = "stablehlo.select"(%2, %0, %7) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%8) : (tensor<6xf32>) -> ()
  }
}
// -----
// sinh
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.sinh"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// cosh
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.cosh"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// asin
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.asin"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// acos
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.acos"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// atan
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.atan"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// asinh
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.asinh"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// acosh
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.acosh"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// atanh
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.atanh"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// lgamma
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.lgamma"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// digamma
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "chlo.digamma"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// bessel_i1e
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "chlo.bessel_i1e"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%1) : (tensor<6xf32>) -> ()
  }
}
// -----
// log2
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.log"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.constant"() {value = dense<0x3FB8AA3B> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %3 = "stablehlo.multiply"(%1, %2) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// exp2
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x3F317218> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.exponential"(%2) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// sinc
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40490FDB> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.abs"(%2) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.constant"() {value = dense<0x3DCCCCCD> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %6 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %7 = "stablehlo.select"(%5, %6, %2) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %8 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %9 = "stablehlo.select"(%5, %2, %8) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %10 = "stablehlo.multiply"(%9, %9) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %11 = "stablehlo.constant"() {value = dense<0xBC14F209> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %14 = "stablehlo.add"(%12, %6) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %15 = "stablehlo.constant"() {value = dense<0xBC638E39> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %16 = "stablehlo.multiply"(%10, %15) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %17 = "stablehlo.multiply"(%16, %14) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %19 = "stablehlo.add"(%17, %6) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %20 = "stablehlo.constant"() {value = dense<0xBCC30C31> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %21 = "stablehlo.multiply"(%10, %20) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %22 = "stablehlo.multiply"(%21, %19) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %24 = "stablehlo.add"(%22, %6) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %25 = "stablehlo.constant"() {value = dense<0xBD4CCCCD> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %26 = "stablehlo.multiply"(%10, %25) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %27 = "stablehlo.multiply"(%26, %24) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %29 = "stablehlo.add"(%27, %6) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %30 = "stablehlo.constant"() {value = dense<0xBE2AAAAB> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %31 = "stablehlo.multiply"(%10, %30) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %32 = "stablehlo.multiply"(%31, %29) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %34 = "stablehlo.add"(%32, %6) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %35 = "stablehlo.sine"(%7) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %36 = "stablehlo.divide"(%35, %7) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %37 = "stablehlo.select"(%5, %34, %36) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%37) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// bessel_i0e
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    %2 = "stablehlo.constant"() {value = dense<0x41000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %3 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction LE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xi1>
    %4 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %5 = "stablehlo.select"(%3, %1, %4) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %7 = "stablehlo.select"(%3, %2, %1) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %8 = "stablehlo.constant"() {value = dense<0x3E800000> : tensor<6xf32>} : () -> tensor<6xf32>
    %9 = "stablehlo.multiply"(%5, %8) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %10 = "stablehlo.constant"() {value = dense<0xBF800000> : tensor<6xf32>} : () -> tensor<6xf32>
    %11 = "stablehlo.add"(%9, %10) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %13 = "stablehlo.constant"() {value = dense<0x40000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %14 = "stablehlo.multiply"(%11, %13) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %15 = "stablehlo.multiply"(%14, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %16 = "stablehlo.subtract"(%15, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %17 = "stablehlo.constant"() {value = dense<0x26DD999A> : tensor<6xf32>} : () -> tensor<6xf32>
    %18 = "stablehlo.add"(%16, %17) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %19 = "stablehlo.multiply"(%14, %18) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %20 = "stablehlo.subtract"(%19, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %21 = "stablehlo.constant"() {value = dense<0xA852651F> : tensor<6xf32>} : () -> tensor<6xf32>
    %22 = "stablehlo.add"(%20, %21) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %23 = "stablehlo.multiply"(%14, %22) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %24 = "stablehlo.subtract"(%23, %18) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %25 = "stablehlo.constant"() {value = dense<0x29AC2EB8> : tensor<6xf32>} : () -> tensor<6xf32>
    %26 = "stablehlo.add"(%24, %25) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %27 = "stablehlo.multiply"(%14, %26) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %28 = "stablehlo.subtract"(%27, %22) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %29 = "stablehlo.constant"() {value = dense<0xAB089CE1> : tensor<6xf32>} : () -> tensor<6xf32>
    %30 = "stablehlo.add"(%28, %29) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %31 = "stablehlo.multiply"(%14, %30) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %32 = "stablehlo.subtract"(%31, %26) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %33 = "stablehlo.constant"() {value = dense<0x2C4FECC8> : tensor<6xf32>} : () -> tensor<6xf32>
    %34 = "stablehlo.add"(%32, %33) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %35 = "stablehlo.multiply"(%14, %34) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %36 = "stablehlo.subtract"(%35, %30) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %37 = "stablehlo.constant"() {value = dense<0xAD97E4AC> : tensor<6xf32>} : () -> tensor<6xf32>
    %38 = "stablehlo.add"(%36, %37) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %39 = "stablehlo.multiply"(%14, %38) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %40 = "stablehlo.subtract"(%39, %34) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %41 = "stablehlo.constant"() {value = dense<0x2ED4C5EE> : tensor<6xf32>} : () -> tensor<6xf32>
    %42 = "stablehlo.add"(%40, %41) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %43 = "stablehlo.multiply"(%14, %42) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %44 = "stablehlo.subtract"(%43, %38) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %45 = "stablehlo.constant"() {value = dense<0xB00EA7EC> : tensor<6xf32>} : () -> tensor<6xf32>
    %46 = "stablehlo.add"(%44, %45) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %47 = "stablehlo.multiply"(%14, %46) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %48 = "stablehlo.subtract"(%47, %42) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %49 = "stablehlo.constant"() {value = dense<0x3136C81D> : tensor<6xf32>} : () -> tensor<6xf32>
    %50 = "stablehlo.add"(%48, %49) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %51 = "stablehlo.multiply"(%14, %50) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %52 = "stablehlo.subtract"(%51, %46) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %53 = "stablehlo.constant"() {value = dense<0xB25F57B4> : tensor<6xf32>} : () -> tensor<6xf32>
    %54 = "stablehlo.add"(%52, %53) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %55 = "stablehlo.multiply"(%14, %54) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %56 = "stablehlo.subtract"(%55, %50) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %57 = "stablehlo.constant"() {value = dense<0x3381DBB5> : tensor<6xf32>} : () -> tensor<6xf32>
    %58 = "stablehlo.add"(%56, %57) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %59 = "stablehlo.multiply"(%14, %58) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %60 = "stablehlo.subtract"(%59, %54) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %61 = "stablehlo.constant"() {value = dense<0xB48F631C> : tensor<6xf32>} : () -> tensor<6xf32>
    %62 = "stablehlo.add"(%60, %61) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %63 = "stablehlo.multiply"(%14, %62) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %64 = "stablehlo.subtract"(%63, %58) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %65 = "stablehlo.constant"() {value = dense<0x3595F925> : tensor<6xf32>} : () -> tensor<6xf32>
    %66 = "stablehlo.add"(%64, %65) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %67 = "stablehlo.multiply"(%14, %66) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %68 = "stablehlo.subtract"(%67, %62) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %69 = "stablehlo.constant"() {value = dense<0xB694337E> : tensor<6xf32>} : () -> tensor<6xf32>
    %70 = "stablehlo.add"(%68, %69) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %71 = "stablehlo.multiply"(%14, %70) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %72 = "stablehlo.subtract"(%71, %66) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %73 = "stablehlo.constant"() {value = dense<0x3789FAC6> : tensor<6xf32>} : () -> tensor<6xf32>
    %74 = "stablehlo.add"(%72, %73) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %75 = "stablehlo.multiply"(%14, %74) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %76 = "stablehlo.subtract"(%75, %70) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %77 = "stablehlo.constant"() {value = dense<0xB8715933> : tensor<6xf32>} : () -> tensor<6xf32>
    %78 = "stablehlo.add"(%76, %77) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %79 = "stablehlo.multiply"(%14, %78) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %80 = "stablehlo.subtract"(%79, %74) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %81 = "stablehlo.constant"() {value = dense<0x3945A8DC> : tensor<6xf32>} : () -> tensor<6xf32>
    %82 = "stablehlo.add"(%80, %81) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %83 = "stablehlo.multiply"(%14, %82) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %84 = "stablehlo.subtract"(%83, %78) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %85 = "stablehlo.constant"() {value = dense<0xBA1717E9> : tensor<6xf32>} : () -> tensor<6xf32>
    %86 = "stablehlo.add"(%84, %85) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %87 = "stablehlo.multiply"(%14, %86) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %88 = "stablehlo.subtract"(%87, %82) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %89 = "stablehlo.constant"() {value = dense<0x3AD6E3AC> : tensor<6xf32>} : () -> tensor<6xf32>
    %90 = "stablehlo.add"(%88, %89) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %91 = "stablehlo.multiply"(%14, %90) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %92 = "stablehlo.subtract"(%91, %86) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %93 = "stablehlo.constant"() {value = dense<0xBB8DB2F1> : tensor<6xf32>} : () -> tensor<6xf32>
    %94 = "stablehlo.add"(%92, %93) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %95 = "stablehlo.multiply"(%14, %94) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %96 = "stablehlo.subtract"(%95, %90) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %97 = "stablehlo.constant"() {value = dense<0x3C2CCB10> : tensor<6xf32>} : () -> tensor<6xf32>
    %98 = "stablehlo.add"(%96, %97) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %99 = "stablehlo.multiply"(%14, %98) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %100 = "stablehlo.subtract"(%99, %94) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %101 = "stablehlo.constant"() {value = dense<0xBCC274F8> : tensor<6xf32>} : () -> tensor<6xf32>
    %102 = "stablehlo.add"(%100, %101) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %103 = "stablehlo.multiply"(%14, %102) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %104 = "stablehlo.subtract"(%103, %98) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %105 = "stablehlo.constant"() {value = dense<0x3D49F456> : tensor<6xf32>} : () -> tensor<6xf32>
    %106 = "stablehlo.add"(%104, %105) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %107 = "stablehlo.multiply"(%14, %106) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %108 = "stablehlo.subtract"(%107, %102) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %109 = "stablehlo.constant"() {value = dense<0xBDC25B82> : tensor<6xf32>} : () -> tensor<6xf32>
    %110 = "stablehlo.add"(%108, %109) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %111 = "stablehlo.multiply"(%14, %110) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %112 = "stablehlo.subtract"(%111, %106) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %113 = "stablehlo.constant"() {value = dense<0x3E2FBD64> : tensor<6xf32>} : () -> tensor<6xf32>
    %114 = "stablehlo.add"(%112, %113) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %115 = "stablehlo.multiply"(%14, %114) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %116 = "stablehlo.subtract"(%115, %110) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %117 = "stablehlo.constant"() {value = dense<0xBE9BFF5E> : tensor<6xf32>} : () -> tensor<6xf32>
    %118 = "stablehlo.add"(%116, %117) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %119 = "stablehlo.multiply"(%11, %118) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %120 = "stablehlo.subtract"(%119, %114) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %121 = "stablehlo.constant"() {value = dense<0x3EAD4275> : tensor<6xf32>} : () -> tensor<6xf32>
    %122 = "stablehlo.add"(%120, %121) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %123 = "stablehlo.constant"() {value = dense<0x41800000> : tensor<6xf32>} : () -> tensor<6xf32>
    %124 = "stablehlo.divide"(%123, %7) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %126 = "stablehlo.add"(%124, %10) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %129 = "stablehlo.multiply"(%126, %13) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %130 = "stablehlo.multiply"(%129, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %131 = "stablehlo.subtract"(%130, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %132 = "stablehlo.constant"() {value = dense<0x27028F5C> : tensor<6xf32>} : () -> tensor<6xf32>
    %133 = "stablehlo.add"(%131, %132) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %134 = "stablehlo.multiply"(%129, %133) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %135 = "stablehlo.subtract"(%134, %4) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %136 = "stablehlo.constant"() {value = dense<0x2786851F> : tensor<6xf32>} : () -> tensor<6xf32>
    %137 = "stablehlo.add"(%135, %136) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %138 = "stablehlo.multiply"(%129, %137) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %139 = "stablehlo.subtract"(%138, %133) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %140 = "stablehlo.constant"() {value = dense<0xA82E0000> : tensor<6xf32>} : () -> tensor<6xf32>
    %141 = "stablehlo.add"(%139, %140) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %142 = "stablehlo.multiply"(%129, %141) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %143 = "stablehlo.subtract"(%142, %137) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %144 = "stablehlo.constant"() {value = dense<0xA93AC000> : tensor<6xf32>} : () -> tensor<6xf32>
    %145 = "stablehlo.add"(%143, %144) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %146 = "stablehlo.multiply"(%129, %145) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %147 = "stablehlo.subtract"(%146, %141) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %148 = "stablehlo.constant"() {value = dense<0x2889E148> : tensor<6xf32>} : () -> tensor<6xf32>
    %149 = "stablehlo.add"(%147, %148) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %150 = "stablehlo.multiply"(%129, %149) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %151 = "stablehlo.subtract"(%150, %145) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %152 = "stablehlo.constant"() {value = dense<0x2AD8E47B> : tensor<6xf32>} : () -> tensor<6xf32>
    %153 = "stablehlo.add"(%151, %152) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %154 = "stablehlo.multiply"(%129, %153) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %155 = "stablehlo.subtract"(%154, %149) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %156 = "stablehlo.constant"() {value = dense<0x2B4A14CD> : tensor<6xf32>} : () -> tensor<6xf32>
    %157 = "stablehlo.add"(%155, %156) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %158 = "stablehlo.multiply"(%129, %157) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %159 = "stablehlo.subtract"(%158, %153) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %160 = "stablehlo.constant"() {value = dense<0xABFC7E7B> : tensor<6xf32>} : () -> tensor<6xf32>
    %161 = "stablehlo.add"(%159, %160) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %162 = "stablehlo.multiply"(%129, %161) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %163 = "stablehlo.subtract"(%162, %157) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %164 = "stablehlo.constant"() {value = dense<0xAD687F00> : tensor<6xf32>} : () -> tensor<6xf32>
    %165 = "stablehlo.add"(%163, %164) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %166 = "stablehlo.multiply"(%129, %165) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %167 = "stablehlo.subtract"(%166, %161) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %168 = "stablehlo.constant"() {value = dense<0xAE0A88E6> : tensor<6xf32>} : () -> tensor<6xf32>
    %169 = "stablehlo.add"(%167, %168) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %170 = "stablehlo.multiply"(%129, %169) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %171 = "stablehlo.subtract"(%170, %165) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %172 = "stablehlo.constant"() {value = dense<0x2D512800> : tensor<6xf32>} : () -> tensor<6xf32>
    %173 = "stablehlo.add"(%171, %172) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %174 = "stablehlo.multiply"(%129, %173) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %175 = "stablehlo.subtract"(%174, %169) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %176 = "stablehlo.constant"() {value = dense<0x3007CE67> : tensor<6xf32>} : () -> tensor<6xf32>
    %177 = "stablehlo.add"(%175, %176) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %178 = "stablehlo.multiply"(%129, %177) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %179 = "stablehlo.subtract"(%178, %173) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %180 = "stablehlo.constant"() {value = dense<0x31696325> : tensor<6xf32>} : () -> tensor<6xf32>
    %181 = "stablehlo.add"(%179, %180) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %182 = "stablehlo.multiply"(%129, %181) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %183 = "stablehlo.subtract"(%182, %177) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %184 = "stablehlo.constant"() {value = dense<0x32C2B494> : tensor<6xf32>} : () -> tensor<6xf32>
    %185 = "stablehlo.add"(%183, %184) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %186 = "stablehlo.multiply"(%129, %185) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %187 = "stablehlo.subtract"(%186, %181) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %188 = "stablehlo.constant"() {value = dense<0x345C003F> : tensor<6xf32>} : () -> tensor<6xf32>
    %189 = "stablehlo.add"(%187, %188) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %190 = "stablehlo.multiply"(%129, %189) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %191 = "stablehlo.subtract"(%190, %185) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %192 = "stablehlo.constant"() {value = dense<0x3642095E> : tensor<6xf32>} : () -> tensor<6xf32>
    %193 = "stablehlo.add"(%191, %192) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %194 = "stablehlo.multiply"(%129, %193) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %195 = "stablehlo.subtract"(%194, %189) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %196 = "stablehlo.constant"() {value = dense<0x38907D1C> : tensor<6xf32>} : () -> tensor<6xf32>
    %197 = "stablehlo.add"(%195, %196) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %198 = "stablehlo.multiply"(%129, %197) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %199 = "stablehlo.subtract"(%198, %193) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %200 = "stablehlo.constant"() {value = dense<0x3B5CCC65> : tensor<6xf32>} : () -> tensor<6xf32>
    %201 = "stablehlo.add"(%199, %200) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %202 = "stablehlo.multiply"(%126, %201) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %203 = "stablehlo.subtract"(%202, %197) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %204 = "stablehlo.constant"() {value = dense<0x3ECDF315> : tensor<6xf32>} : () -> tensor<6xf32>
    %205 = "stablehlo.add"(%203, %204) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %206 = "stablehlo.rsqrt"(%7) : (tensor<6xf32>) -> tensor<6xf32>
    %207 = "stablehlo.multiply"(%205, %206) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %208 = "stablehlo.select"(%3, %122, %207) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%208) : (tensor<6xf32>) -> ()
  }
}
// -----
// is_inf
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xi1>) {
    %1 = "stablehlo.abs"(%0) : (tensor<5xf32>) -> tensor<5xf32>
    %2 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<5xf32>} : () -> tensor<5xf32>
    %3 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xi1>
    "func.return"(%3) : (tensor<5xi1>) -> ()
  }
}
// -----
// sign_bit
module @calx {
  func.func public @main(%0: tensor<8xf32>) -> (tensor<8xi1>) {
    %1 = "stablehlo.bitcast_convert"(%0) : (tensor<8xf32>) -> tensor<8xi32>
    %2 = "stablehlo.constant"() {value = dense<0> : tensor<8xi32>} : () -> tensor<8xi32>
    %3 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<8xi32>, tensor<8xi32>) -> tensor<8xi1>
    "func.return"(%3) : (tensor<8xi1>) -> ()
  }
}
// -----
// sinc_near_zero
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40490FDB> : tensor<5xf32>} : () -> tensor<5xf32>
    %2 = "stablehlo.multiply"(%0, %1) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %3 = "stablehlo.abs"(%2) : (tensor<5xf32>) -> tensor<5xf32>
    %4 = "stablehlo.constant"() {value = dense<0x3DCCCCCD> : tensor<5xf32>} : () -> tensor<5xf32>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xi1>
    %6 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<5xf32>} : () -> tensor<5xf32>
    %7 = "stablehlo.select"(%5, %6, %2) : (tensor<5xi1>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %8 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<5xf32>} : () -> tensor<5xf32>
    %9 = "stablehlo.select"(%5, %2, %8) : (tensor<5xi1>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %10 = "stablehlo.multiply"(%9, %9) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %11 = "stablehlo.constant"() {value = dense<0xBC14F209> : tensor<5xf32>} : () -> tensor<5xf32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %14 = "stablehlo.add"(%12, %6) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %15 = "stablehlo.constant"() {value = dense<0xBC638E39> : tensor<5xf32>} : () -> tensor<5xf32>
    %16 = "stablehlo.multiply"(%10, %15) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %17 = "stablehlo.multiply"(%16, %14) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %19 = "stablehlo.add"(%17, %6) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %20 = "stablehlo.constant"() {value = dense<0xBCC30C31> : tensor<5xf32>} : () -> tensor<5xf32>
    %21 = "stablehlo.multiply"(%10, %20) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %22 = "stablehlo.multiply"(%21, %19) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %24 = "stablehlo.add"(%22, %6) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %25 = "stablehlo.constant"() {value = dense<0xBD4CCCCD> : tensor<5xf32>} : () -> tensor<5xf32>
    %26 = "stablehlo.multiply"(%10, %25) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %27 = "stablehlo.multiply"(%26, %24) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %29 = "stablehlo.add"(%27, %6) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %30 = "stablehlo.constant"() {value = dense<0xBE2AAAAB> : tensor<5xf32>} : () -> tensor<5xf32>
    %31 = "stablehlo.multiply"(%10, %30) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %32 = "stablehlo.multiply"(%31, %29) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %34 = "stablehlo.add"(%32, %6) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %35 = "stablehlo.sine"(%7) : (tensor<5xf32>) -> tensor<5xf32>
    %36 = "stablehlo.divide"(%35, %7) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %37 = "stablehlo.select"(%5, %34, %36) : (tensor<5xi1>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    "func.return"(%37) : (tensor<5xf32>) -> ()
  }
}
// -----
// bessel_i1e_at_zero
module @calx {
  func.func public @main(%0: tensor<3xf32>) -> (tensor<3xf32>) {
    %1 = "chlo.bessel_i1e"(%0) : (tensor<3xf32>) -> tensor<3xf32>
    "func.return"(%1) : (tensor<3xf32>) -> ()
  }
}
// -----
// round_half_away
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.round_nearest_afz"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%1) : (tensor<6xf32>) -> ()
  }
}
// -----
// polygamma
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40000000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "chlo.polygamma"(%1, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// zeta
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x40200000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %2 = "chlo.zeta"(%1, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// logaddexp
module @calx {
  func.func public @main(%0: tensor<2x1xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.broadcast_in_dim"(%0) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.subtract"(%2, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.compare"(%2, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %6 = "stablehlo.select"(%4, %5, %3) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %7 = "stablehlo.abs"(%6) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %8 = "stablehlo.negate"(%7) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %9 = "stablehlo.exponential"(%8) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %10 = "stablehlo.log_plus_one"(%9) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %11 = "stablehlo.maximum"(%2, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %12 = "stablehlo.add"(%11, %10) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%12) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// logaddexp_infinite
module @calx {
  func.func public @main(%0: tensor<6xf32>, %1: tensor<6xf32>) -> (tensor<6xf32>) {
    %2 = "stablehlo.subtract"(%0, %1) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %3 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xi1>
    %4 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %5 = "stablehlo.select"(%3, %4, %2) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %6 = "stablehlo.abs"(%5) : (tensor<6xf32>) -> tensor<6xf32>
    %7 = "stablehlo.negate"(%6) : (tensor<6xf32>) -> tensor<6xf32>
    %8 = "stablehlo.exponential"(%7) : (tensor<6xf32>) -> tensor<6xf32>
    %9 = "stablehlo.log_plus_one"(%8) : (tensor<6xf32>) -> tensor<6xf32>
    %10 = "stablehlo.maximum"(%0, %1) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %11 = "stablehlo.add"(%10, %9) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%11) : (tensor<6xf32>) -> ()
  }
}
// -----
// hypot
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 1>} : (tensor<3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.abs"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.abs"(%2) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.maximum"(%3, %4) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %6 = "stablehlo.minimum"(%3, %4) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %7 = "stablehlo.abs"(%5) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %8 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %9 = "stablehlo.compare"(%7, %8) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %10 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %11 = "stablehlo.compare"(%5, %10) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %12 = "stablehlo.or"(%11, %9) : (tensor<2x3xi1>, tensor<2x3xi1>) -> tensor<2x3xi1>
    %13 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %14 = "stablehlo.select"(%12, %13, %5) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %15 = "stablehlo.divide"(%6, %14) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %16 = "stablehlo.multiply"(%15, %15) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %18 = "stablehlo.add"(%16, %13) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %19 = "stablehlo.sqrt"(%18) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %20 = "stablehlo.multiply"(%5, %19) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %21 = "stablehlo.select"(%12, %5, %20) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%21) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// hypot_extremes
module @calx {
  func.func public @main(%0: tensor<6xf32>, %1: tensor<6xf32>) -> (tensor<6xf32>) {
    %2 = "stablehlo.abs"(%0) : (tensor<6xf32>) -> tensor<6xf32>
    %3 = "stablehlo.abs"(%1) : (tensor<6xf32>) -> tensor<6xf32>
    %4 = "stablehlo.maximum"(%2, %3) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %5 = "stablehlo.minimum"(%2, %3) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %6 = "stablehlo.abs"(%4) : (tensor<6xf32>) -> tensor<6xf32>
    %7 = "stablehlo.constant"() {value = dense<0x7F800000> : tensor<6xf32>} : () -> tensor<6xf32>
    %8 = "stablehlo.compare"(%6, %7) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xi1>
    %9 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<6xf32>} : () -> tensor<6xf32>
    %10 = "stablehlo.compare"(%4, %9) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xi1>
    %11 = "stablehlo.or"(%10, %8) : (tensor<6xi1>, tensor<6xi1>) -> tensor<6xi1>
    %12 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<6xf32>} : () -> tensor<6xf32>
    %13 = "stablehlo.select"(%11, %12, %4) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %14 = "stablehlo.divide"(%5, %13) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %15 = "stablehlo.multiply"(%14, %14) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %17 = "stablehlo.add"(%15, %12) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %18 = "stablehlo.sqrt"(%17) : (tensor<6xf32>) -> tensor<6xf32>
    %19 = "stablehlo.multiply"(%4, %18) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %20 = "stablehlo.select"(%11, %4, %19) : (tensor<6xi1>, tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%20) : (tensor<6xf32>) -> ()
  }
}
// -----
// copy_sign
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %3 = "stablehlo.bitcast_convert"(%1) : (tensor<2x3xf32>) -> tensor<2x3xi32>
    %4 = "stablehlo.constant"() {value = dense<0> : tensor<2x3xi32>} : () -> tensor<2x3xi32>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi1>
    %6 = "stablehlo.bitcast_convert"(%0) : (tensor<2x3xf32>) -> tensor<2x3xi32>
    %8 = "stablehlo.compare"(%6, %4) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi1>
    %9 = "stablehlo.xor"(%8, %5) : (tensor<2x3xi1>, tensor<2x3xi1>) -> tensor<2x3xi1>
    %10 = "stablehlo.negate"(%0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %11 = "stablehlo.select"(%9, %10, %0) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%11) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// next_after
module @calx {
  func.func public @main(%0: tensor<5xf32>, %1: tensor<5xf32>) -> (tensor<5xf32>) {
    %2 = "chlo.next_after"(%0, %1) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    "func.return"(%2) : (tensor<5xf32>) -> ()
  }
}
// -----
// reduce_precision
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.reduce_precision"(%0) {exponent_bits = 5 : i32, mantissa_bits = 10 : i32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%1) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// reduce_precision_little
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.reduce_precision"(%0) {exponent_bits = 11 : i32, mantissa_bits = 40 : i32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.multiply"(%1, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// total_eq
module @calx {
  func.func public @main(%0: tensor<8xf32>, %1: tensor<8xf32>) -> (tensor<8xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xi1>
    "func.return"(%2) : (tensor<8xi1>) -> ()
  }
}
// -----
// total_lt
module @calx {
  func.func public @main(%0: tensor<8xf32>, %1: tensor<8xf32>) -> (tensor<8xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xi1>
    "func.return"(%2) : (tensor<8xi1>) -> ()
  }
}
// -----
// total_le
module @calx {
  func.func public @main(%0: tensor<8xf32>, %1: tensor<8xf32>) -> (tensor<8xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction LE>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xi1>
    "func.return"(%2) : (tensor<8xi1>) -> ()
  }
}
// -----
// reduce_window
module @calx {
  func.func public @main(%0: tensor<4x4xf32>) -> (tensor<2x3xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce_window"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.maximum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 2, 1>, base_dilations = array<i64: 1, 1>, window_dilations = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>} : (tensor<4x4xf32>, tensor<f32>) -> tensor<2x3xf32>
    "func.return"(%5) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// reduce_window_sum
module @calx {
  func.func public @main(%0: tensor<4x4xf32>) -> (tensor<2x4xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce_window"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.add"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 3, 1>, window_strides = array<i64: 1, 1>, base_dilations = array<i64: 1, 1>, window_dilations = array<i64: 1, 1>, padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>} : (tensor<4x4xf32>, tensor<f32>) -> tensor<2x4xf32>
    "func.return"(%5) : (tensor<2x4xf32>) -> ()
  }
}
// -----
// reduce_window_dilated
module @calx {
  func.func public @main(%0: tensor<3x3xf32>) -> (tensor<2x2xf32>) {
    %14 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce_window"(%0, %14) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.subtract"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %4 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %6 = "stablehlo.select"(%4, %5, %3) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.abs"(%6) : (tensor<f32>) -> tensor<f32>
      %8 = "stablehlo.negate"(%7) : (tensor<f32>) -> tensor<f32>
      %9 = "stablehlo.exponential"(%8) : (tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.log_plus_one"(%9) : (tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.maximum"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %12 = "stablehlo.add"(%11, %10) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%12) : (tensor<f32>) -> ()
    }) {window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 1, 2>, base_dilations = array<i64: 1, 2>, window_dilations = array<i64: 2, 1>, padding = dense<[[1, 0], [0, 1]]> : tensor<2x2xi64>} : (tensor<3x3xf32>, tensor<f32>) -> tensor<2x2xf32>
    "func.return"(%15) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.multiply"(%2, %2) : (tensor<2x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// parts_of_c64
module @calx {
  func.func public @main(%0: tensor<3xcomplex<f32>>) -> (tensor<3xf32>, tensor<3xf32>) {
    %1 = "stablehlo.real"(%0) : (tensor<3xcomplex<f32>>) -> tensor<3xf32>
    %2 = "stablehlo.imag"(%0) : (tensor<3xcomplex<f32>>) -> tensor<3xf32>
    "func.return"(%1, %2) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// conj
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.imag"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %4 = "stablehlo.negate"(%3) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.real"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %6 = "stablehlo.complex"(%5, %4) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %7 = "stablehlo.multiply"(%6, %6) : (tensor<2x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %9 = "stablehlo.multiply"(%2, %7) : (tensor<2x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %10 = "stablehlo.real"(%9) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %11 = "stablehlo.imag"(%9) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%10, %11) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// angle
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.real"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %4 = "stablehlo.imag"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.atan2"(%4, %3) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%5) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// angle_real
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %2 = "stablehlo.atan2"(%1, %0) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%2) : (tensor<4xf32>) -> ()
  }
}
// -----
// abs_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.abs"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%3) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// abs_complex_at_zero
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<3xf32>) -> (tensor<3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xcomplex<f32>>
    %3 = "stablehlo.abs"(%2) : (tensor<3xcomplex<f32>>) -> tensor<3xf32>
    "func.return"(%3) : (tensor<3xf32>) -> ()
  }
}
// -----
// abs_gradient_c64
module @calx {
  func.func public @main(%0: tensor<4xcomplex<f32>>) -> (tensor<4xcomplex<f32>>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
    %2 = "stablehlo.abs"(%1) : (tensor<4xcomplex<f32>>) -> tensor<4xf32>
    %8 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64>} : (tensor<f32>) -> tensor<4xf32>
    %10 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %11 = "stablehlo.compare"(%2, %10) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %12 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<4xf32>} : () -> tensor<4xf32>
    %13 = "stablehlo.select"(%11, %12, %2) : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %14 = "stablehlo.divide"(%9, %13) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %15 = "stablehlo.imag"(%1) : (tensor<4xcomplex<f32>>) -> tensor<4xf32>
    %16 = "stablehlo.negate"(%15) : (tensor<4xf32>) -> tensor<4xf32>
    %17 = "stablehlo.real"(%1) : (tensor<4xcomplex<f32>>) -> tensor<4xf32>
    %18 = "stablehlo.complex"(%17, %16) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xcomplex<f32>>
    %19 = "stablehlo.convert"(%14) : (tensor<4xf32>) -> tensor<4xcomplex<f32>>
    %20 = "stablehlo.multiply"(%19, %18) : (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
    %21 = "stablehlo.multiply"(%20, %0) : (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
    %23 = "stablehlo.add"(%21, %21) : (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
    "func.return"(%23) : (tensor<4xcomplex<f32>>) -> ()
  }
}
// -----
// exp_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.exponential"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// expm1_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.exponential_minus_one"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// log_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.log"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// log1p_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.log_plus_one"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// sqrt_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.sqrt"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// rsqrt_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.rsqrt"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// sin_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.sine"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// cos_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.cosine"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// tan_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.tan"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// tanh_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.tanh"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// logistic_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.logistic"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// sinh_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "chlo.sinh"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// asin_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "chlo.asin"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// acosh_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "chlo.acosh"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// atan_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "chlo.atan"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %4 = "stablehlo.real"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %5 = "stablehlo.imag"(%3) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%4, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// div_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>, %2: tensor<2x3xf32>, %3: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %4 = "stablehlo.complex"(%2, %3) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %5 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %6 = "stablehlo.divide"(%5, %4) : (tensor<2x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %7 = "stablehlo.real"(%6) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %8 = "stablehlo.imag"(%6) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%7, %8) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// pow_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>, %2: tensor<2x3xf32>, %3: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %4 = "stablehlo.complex"(%2, %3) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %5 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %6 = "stablehlo.power"(%5, %4) : (tensor<2x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %7 = "stablehlo.real"(%6) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    %8 = "stablehlo.imag"(%6) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xf32>
    "func.return"(%7, %8) : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
  }
}
// -----
// dot_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>, %2: tensor<3x2xf32>, %3: tensor<3x2xf32>) -> (tensor<2x2xf32>, tensor<2x2xf32>) {
    %4 = "stablehlo.complex"(%2, %3) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xcomplex<f32>>
    %5 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %6 = "stablehlo.dot_general"(%5, %4) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>} : (tensor<2x3xcomplex<f32>>, tensor<3x2xcomplex<f32>>) -> tensor<2x2xcomplex<f32>>
    %7 = "stablehlo.real"(%6) : (tensor<2x2xcomplex<f32>>) -> tensor<2x2xf32>
    %8 = "stablehlo.imag"(%6) : (tensor<2x2xcomplex<f32>>) -> tensor<2x2xf32>
    "func.return"(%7, %8) : (tensor<2x2xf32>, tensor<2x2xf32>) -> ()
  }
}
// -----
// product_complex
module @calx {
  func.func public @main(%0: tensor<4x2xf32>, %1: tensor<4x2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xcomplex<f32>>
    %6 = "stablehlo.constant"() {value = dense<(0x3F800000, 0x00000000)> : tensor<complex<f32>>} : () -> tensor<complex<f32>>
    %7 = "stablehlo.reduce"(%2, %6) ({
    ^bb0(%3: tensor<complex<f32>>, %4: tensor<complex<f32>>):
      %5 = "stablehlo.multiply"(%3, %4) : (tensor<complex<f32>>, tensor<complex<f32>>) -> tensor<complex<f32>>
      "stablehlo.return"(%5) : (tensor<complex<f32>>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x2xcomplex<f32>>, tensor<complex<f32>>) -> tensor<2xcomplex<f32>>
    %8 = "stablehlo.real"(%7) : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
    %9 = "stablehlo.imag"(%7) : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
    "func.return"(%8, %9) : (tensor<2xf32>, tensor<2xf32>) -> ()
  }
}
// -----
// mean_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.multiply"(%2, %2) : (tensor<2x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %7 = "stablehlo.constant"() {value = dense<(0x00000000, 0x00000000)> : tensor<complex<f32>>} : () -> tensor<complex<f32>>
    %8 = "stablehlo.reduce"(%3, %7) ({
    ^bb0(%4: tensor<complex<f32>>, %5: tensor<complex<f32>>):
      %6 = "stablehlo.add"(%4, %5) : (tensor<complex<f32>>, tensor<complex<f32>>) -> tensor<complex<f32>>
      "stablehlo.return"(%6) : (tensor<complex<f32>>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<2x3xcomplex<f32>>, tensor<complex<f32>>) -> tensor<3xcomplex<f32>>
    %9 = "stablehlo.constant"() {value = dense<(0x40000000, 0x00000000)> : tensor<3xcomplex<f32>>} : () -> tensor<3xcomplex<f32>>
    %10 = "stablehlo.divide"(%8, %9) : (tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
    %11 = "stablehlo.real"(%10) : (tensor<3xcomplex<f32>>) -> tensor<3xf32>
    %12 = "stablehlo.imag"(%10) : (tensor<3xcomplex<f32>>) -> tensor<3xf32>
    "func.return"(%11, %12) : (tensor<3xf32>, tensor<3xf32>) -> ()
  }
}
// -----
// convert_to_complex
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf64>, tensor<2x3xf64>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xcomplex<f32>>
    %3 = "stablehlo.convert"(%2) : (tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f64>>
    %4 = "stablehlo.convert"(%0) : (tensor<2x3xf32>) -> tensor<2x3xcomplex<f64>>
    %5 = "stablehlo.multiply"(%4, %3) : (tensor<2x3xcomplex<f64>>, tensor<2x3xcomplex<f64>>) -> tensor<2x3xcomplex<f64>>
    %6 = "stablehlo.real"(%5) : (tensor<2x3xcomplex<f64>>) -> tensor<2x3xf64>
    %7 = "stablehlo.imag"(%5) : (tensor<2x3xcomplex<f64>>) -> tensor<2x3xf64>
    "func.return"(%6, %7) : (tensor<2x3xf64>, tensor<2x3xf64>) -> ()
  }
}
// -----
// eq_complex
module @calx {
  func.func public @main(%0: tensor<3xcomplex<f32>>, %1: tensor<3xcomplex<f32>>) -> (tensor<3xi1>) {
    %2 = "stablehlo.compare"(%0, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3xi1>
    "func.return"(%2) : (tensor<3xi1>) -> ()
  }
}
// -----
// fft
module @calx {
  func.func public @main(%0: tensor<2x4xf32>, %1: tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xcomplex<f32>>
    %3 = "stablehlo.fft"(%2) {fft_type = #stablehlo<fft_type FFT>, fft_length = array<i64: 4>} : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xcomplex<f32>>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>) -> tensor<2x4xcomplex<f32>>
    %5 = "stablehlo.real"(%4) : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
    %6 = "stablehlo.imag"(%4) : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
    "func.return"(%5, %6) : (tensor<2x4xf32>, tensor<2x4xf32>) -> ()
  }
}
// -----
// fft_of_real
module @calx {
  func.func public @main(%0: tensor<4x3xf32>) -> (tensor<4x3xf32>, tensor<4x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    %2 = "stablehlo.convert"(%1) : (tensor<4x3xf32>) -> tensor<4x3xcomplex<f32>>
    %3 = "stablehlo.transpose"(%2) {permutation = array<i64: 1, 0>} : (tensor<4x3xcomplex<f32>>) -> tensor<3x4xcomplex<f32>>
    %4 = "stablehlo.fft"(%3) {fft_type = #stablehlo<fft_type FFT>, fft_length = array<i64: 4>} : (tensor<3x4xcomplex<f32>>) -> tensor<3x4xcomplex<f32>>
    %5 = "stablehlo.transpose"(%4) {permutation = array<i64: 1, 0>} : (tensor<3x4xcomplex<f32>>) -> tensor<4x3xcomplex<f32>>
    %6 = "stablehlo.real"(%5) : (tensor<4x3xcomplex<f32>>) -> tensor<4x3xf32>
    %7 = "stablehlo.imag"(%5) : (tensor<4x3xcomplex<f32>>) -> tensor<4x3xf32>
    "func.return"(%6, %7) : (tensor<4x3xf32>, tensor<4x3xf32>) -> ()
  }
}
// -----
// fft_padded
module @calx {
  func.func public @main(%0: tensor<3x4xf32>, %1: tensor<3x4xf32>) -> (tensor<2x5xf32>, tensor<2x5xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xcomplex<f32>>
    %3 = "stablehlo.constant"() {value = dense<(0x00000000, 0x00000000)> : tensor<complex<f32>>} : () -> tensor<complex<f32>>
    %4 = "stablehlo.pad"(%2, %3) {edge_padding_low = array<i64: 0, 0>, edge_padding_high = array<i64: -1, 1>, interior_padding = array<i64: 0, 0>} : (tensor<3x4xcomplex<f32>>, tensor<complex<f32>>) -> tensor<2x5xcomplex<f32>>
    %5 = "stablehlo.transpose"(%4) {permutation = array<i64: 1, 0>} : (tensor<2x5xcomplex<f32>>) -> tensor<5x2xcomplex<f32>>
    %6 = "stablehlo.fft"(%5) {fft_type = #stablehlo<fft_type FFT>, fft_length = array<i64: 5, 2>} : (tensor<5x2xcomplex<f32>>) -> tensor<5x2xcomplex<f32>>
    %7 = "stablehlo.transpose"(%6) {permutation = array<i64: 1, 0>} : (tensor<5x2xcomplex<f32>>) -> tensor<2x5xcomplex<f32>>
    %8 = "stablehlo.real"(%7) : (tensor<2x5xcomplex<f32>>) -> tensor<2x5xf32>
    %9 = "stablehlo.imag"(%7) : (tensor<2x5xcomplex<f32>>) -> tensor<2x5xf32>
    "func.return"(%8, %9) : (tensor<2x5xf32>, tensor<2x5xf32>) -> ()
  }
}
// -----
// ifft
module @calx {
  func.func public @main(%0: tensor<2x1x3x2xf32>, %1: tensor<2x1x3x2xf32>) -> (tensor<2x1x3x2xf32>, tensor<2x1x3x2xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x1x3x2xf32>, tensor<2x1x3x2xf32>) -> tensor<2x1x3x2xcomplex<f32>>
    %3 = "stablehlo.fft"(%2) {fft_type = #stablehlo<fft_type IFFT>, fft_length = array<i64: 1, 3, 2>} : (tensor<2x1x3x2xcomplex<f32>>) -> tensor<2x1x3x2xcomplex<f32>>
    %4 = "stablehlo.transpose"(%3) {permutation = array<i64: 1, 2, 3, 0>} : (tensor<2x1x3x2xcomplex<f32>>) -> tensor<1x3x2x2xcomplex<f32>>
    %5 = "stablehlo.fft"(%4) {fft_type = #stablehlo<fft_type IFFT>, fft_length = array<i64: 2>} : (tensor<1x3x2x2xcomplex<f32>>) -> tensor<1x3x2x2xcomplex<f32>>
    %6 = "stablehlo.transpose"(%5) {permutation = array<i64: 3, 0, 1, 2>} : (tensor<1x3x2x2xcomplex<f32>>) -> tensor<2x1x3x2xcomplex<f32>>
    %7 = "stablehlo.multiply"(%6, %6) : (tensor<2x1x3x2xcomplex<f32>>, tensor<2x1x3x2xcomplex<f32>>) -> tensor<2x1x3x2xcomplex<f32>>
    %8 = "stablehlo.real"(%7) : (tensor<2x1x3x2xcomplex<f32>>) -> tensor<2x1x3x2xf32>
    %9 = "stablehlo.imag"(%7) : (tensor<2x1x3x2xcomplex<f32>>) -> tensor<2x1x3x2xf32>
    "func.return"(%8, %9) : (tensor<2x1x3x2xf32>, tensor<2x1x3x2xf32>) -> ()
  }
}
// -----
// rfft
module @calx {
  func.func public @main(%0: tensor<2x6xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
    %1 = "stablehlo.fft"(%0) {fft_type = #stablehlo<fft_type RFFT>, fft_length = array<i64: 6>} : (tensor<2x6xf32>) -> tensor<2x4xcomplex<f32>>
    %2 = "stablehlo.multiply"(%1, %1) : (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>) -> tensor<2x4xcomplex<f32>>
    %3 = "stablehlo.real"(%2) : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
    %4 = "stablehlo.imag"(%2) : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
    "func.return"(%3, %4) : (tensor<2x4xf32>, tensor<2x4xf32>) -> ()
  }
}
// -----
// rfft_odd
module @calx {
  func.func public @main(%0: tensor<5x3xf32>) -> (tensor<3x3xf32>, tensor<3x3xf32>) {
    %1 = "stablehlo.transpose"(%0) {permutation = array<i64: 1, 0>} : (tensor<5x3xf32>) -> tensor<3x5xf32>
    %2 = "stablehlo.fft"(%1) {fft_type = #stablehlo<fft_type RFFT>, fft_length = array<i64: 3, 5>} : (tensor<3x5xf32>) -> tensor<3x3xcomplex<f32>>
    %3 = "stablehlo.transpose"(%2) {permutation = array<i64: 1, 0>} : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %5 = "stablehlo.real"(%4) : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %6 = "stablehlo.imag"(%4) : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    "func.return"(%5, %6) : (tensor<3x3xf32>, tensor<3x3xf32>) -> ()
  }
}
// -----
// rfft_four_axes
module @calx {
  func.func public @main(%0: tensor<2x1x3x4xf32>) -> (tensor<2x1x3x3xf32>, tensor<2x1x3x3xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x1x3x4xf32>, tensor<2x1x3x4xf32>) -> tensor<2x1x3x4xf32>
    %2 = "stablehlo.fft"(%1) {fft_type = #stablehlo<fft_type RFFT>, fft_length = array<i64: 1, 3, 4>} : (tensor<2x1x3x4xf32>) -> tensor<2x1x3x3xcomplex<f32>>
    %3 = "stablehlo.transpose"(%2) {permutation = array<i64: 1, 2, 3, 0>} : (tensor<2x1x3x3xcomplex<f32>>) -> tensor<1x3x3x2xcomplex<f32>>
    %4 = "stablehlo.fft"(%3) {fft_type = #stablehlo<fft_type FFT>, fft_length = array<i64: 2>} : (tensor<1x3x3x2xcomplex<f32>>) -> tensor<1x3x3x2xcomplex<f32>>
    %5 = "stablehlo.transpose"(%4) {permutation = array<i64: 3, 0, 1, 2>} : (tensor<1x3x3x2xcomplex<f32>>) -> tensor<2x1x3x3xcomplex<f32>>
    %6 = "stablehlo.real"(%5) : (tensor<2x1x3x3xcomplex<f32>>) -> tensor<2x1x3x3xf32>
    %7 = "stablehlo.imag"(%5) : (tensor<2x1x3x3xcomplex<f32>>) -> tensor<2x1x3x3xf32>
    "func.return"(%6, %7) : (tensor<2x1x3x3xf32>, tensor<2x1x3x3xf32>) -> ()
  }
}
// -----
// irfft
module @calx {
  func.func public @main(%0: tensor<2x4xf32>, %1: tensor<2x4xf32>) -> (tensor<2x6xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xcomplex<f32>>
    %3 = "stablehlo.fft"(%2) {fft_type = #stablehlo<fft_type IRFFT>, fft_length = array<i64: 6>} : (tensor<2x4xcomplex<f32>>) -> tensor<2x6xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<2x6xf32>, tensor<2x6xf32>) -> tensor<2x6xf32>
    "func.return"(%4) : (tensor<2x6xf32>) -> ()
  }
}
// -----
// irfft_odd
module @calx {
  func.func public @main(%0: tensor<3x4xf32>, %1: tensor<3x4xf32>) -> (tensor<5x3xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xcomplex<f32>>
    %3 = "stablehlo.constant"() {value = dense<(0x00000000, 0x00000000)> : tensor<complex<f32>>} : () -> tensor<complex<f32>>
    %4 = "stablehlo.pad"(%2, %3) {edge_padding_low = array<i64: 0, 0>, edge_padding_high = array<i64: 0, -1>, interior_padding = array<i64: 0, 0>} : (tensor<3x4xcomplex<f32>>, tensor<complex<f32>>) -> tensor<3x3xcomplex<f32>>
    %5 = "stablehlo.transpose"(%4) {permutation = array<i64: 1, 0>} : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %6 = "stablehlo.fft"(%5) {fft_type = #stablehlo<fft_type IRFFT>, fft_length = array<i64: 3, 5>} : (tensor<3x3xcomplex<f32>>) -> tensor<3x5xf32>
    %7 = "stablehlo.transpose"(%6) {permutation = array<i64: 1, 0>} : (tensor<3x5xf32>) -> tensor<5x3xf32>
    %8 = "stablehlo.multiply"(%7, %7) : (tensor<5x3xf32>, tensor<5x3xf32>) -> tensor<5x3xf32>
    "func.return"(%8) : (tensor<5x3xf32>) -> ()
  }
}
// -----
// irfft_four_axes
module @calx {
  func.func public @main(%0: tensor<2x1x3x3xf32>, %1: tensor<2x1x3x3xf32>) -> (tensor<2x1x3x4xf32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x1x3x3xf32>, tensor<2x1x3x3xf32>) -> tensor<2x1x3x3xcomplex<f32>>
    %3 = "stablehlo.transpose"(%2) {permutation = array<i64: 1, 2, 3, 0>} : (tensor<2x1x3x3xcomplex<f32>>) -> tensor<1x3x3x2xcomplex<f32>>
    %4 = "stablehlo.fft"(%3) {fft_type = #stablehlo<fft_type IFFT>, fft_length = array<i64: 2>} : (tensor<1x3x3x2xcomplex<f32>>) -> tensor<1x3x3x2xcomplex<f32>>
    %5 = "stablehlo.transpose"(%4) {permutation = array<i64: 3, 0, 1, 2>} : (tensor<1x3x3x2xcomplex<f32>>) -> tensor<2x1x3x3xcomplex<f32>>
    %6 = "stablehlo.fft"(%5) {fft_type = #stablehlo<fft_type IRFFT>, fft_length = array<i64: 1, 3, 4>} : (tensor<2x1x3x3xcomplex<f32>>) -> tensor<2x1x3x4xf32>
    %7 = "stablehlo.multiply"(%6, %6) : (tensor<2x1x3x4xf32>, tensor<2x1x3x4xf32>) -> tensor<2x1x3x4xf32>
    "func.return"(%7) : (tensor<2x1x3x4xf32>) -> ()
  }
}
// -----
// fft_c64
module @calx {
  func.func public @main(%0: tensor<5xcomplex<f32>>) -> (tensor<5xcomplex<f32>>) {
    %1 = "stablehlo.fft"(%0) {fft_type = #stablehlo<fft_type FFT>, fft_length = array<i64: 5>} : (tensor<5xcomplex<f32>>) -> tensor<5xcomplex<f32>>
    "func.return"(%1) : (tensor<5xcomplex<f32>>) -> ()
  }
}
// -----
// fft_shift
module @calx {
  func.func public @main(%0: tensor<4x5xf32>) -> (tensor<4x5xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 2, 0>, limit_indices = array<i64: 4, 5>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<2x5xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<2x5xf32>
    %3 = "stablehlo.concatenate"(%1, %2) {dimension = 0 : i64} : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<4x5xf32>
    %4 = "stablehlo.slice"(%3) {start_indices = array<i64: 0, 3>, limit_indices = array<i64: 4, 5>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<4x2xf32>
    %5 = "stablehlo.slice"(%3) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 4, 3>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<4x3xf32>
    %6 = "stablehlo.concatenate"(%4, %5) {dimension = 1 : i64} : (tensor<4x2xf32>, tensor<4x3xf32>) -> tensor<4x5xf32>
    %7 = "stablehlo.multiply"(%6, %6) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    "func.return"(%7) : (tensor<4x5xf32>) -> ()
  }
}
// -----
// ifft_shift
module @calx {
  func.func public @main(%0: tensor<4x5xf32>) -> (tensor<4x5xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 4, 5>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<4x3xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 4, 2>, strides = array<i64: 1, 1>} : (tensor<4x5xf32>) -> tensor<4x2xf32>
    %3 = "stablehlo.concatenate"(%1, %2) {dimension = 1 : i64} : (tensor<4x3xf32>, tensor<4x2xf32>) -> tensor<4x5xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<4x5xf32>, tensor<4x5xf32>) -> tensor<4x5xf32>
    "func.return"(%4) : (tensor<4x5xf32>) -> ()
  }
}
// -----
// fft_frequencies
module @calx {
  func.func public @main(%0: tensor<7xf32>) -> (tensor<7xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<7xi64>
    %2 = "stablehlo.constant"() {value = dense<7> : tensor<7xi64>} : () -> tensor<7xi64>
    %3 = "stablehlo.subtract"(%1, %2) : (tensor<7xi64>, tensor<7xi64>) -> tensor<7xi64>
    %4 = "stablehlo.constant"() {value = dense<4> : tensor<7xi64>} : () -> tensor<7xi64>
    %5 = "stablehlo.compare"(%1, %4) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<7xi64>, tensor<7xi64>) -> tensor<7xi1>
    %6 = "stablehlo.select"(%5, %3, %1) : (tensor<7xi1>, tensor<7xi64>, tensor<7xi64>) -> tensor<7xi64>
    %7 = "stablehlo.convert"(%6) : (tensor<7xi64>) -> tensor<7xf32>
    %8 = "stablehlo.constant"() {value = dense<0x40600000> : tensor<7xf32>} : () -> tensor<7xf32>
    %9 = "stablehlo.divide"(%7, %8) : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xf32>
    %10 = "stablehlo.add"(%0, %9) : (tensor<7xf32>, tensor<7xf32>) -> tensor<7xf32>
    "func.return"(%10) : (tensor<7xf32>) -> ()
  }
}
// -----
// fft_frequencies_even
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<6xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<6xi64>
    %2 = "stablehlo.constant"() {value = dense<6> : tensor<6xi64>} : () -> tensor<6xi64>
    %3 = "stablehlo.subtract"(%1, %2) : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi64>
    %4 = "stablehlo.constant"() {value = dense<3> : tensor<6xi64>} : () -> tensor<6xi64>
    %5 = "stablehlo.compare"(%1, %4) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi1>
    %6 = "stablehlo.select"(%5, %3, %1) : (tensor<6xi1>, tensor<6xi64>, tensor<6xi64>) -> tensor<6xi64>
    %7 = "stablehlo.convert"(%6) : (tensor<6xi64>) -> tensor<6xf32>
    %8 = "stablehlo.constant"() {value = dense<0x41400000> : tensor<6xf32>} : () -> tensor<6xf32>
    %9 = "stablehlo.divide"(%7, %8) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    %10 = "stablehlo.add"(%0, %9) : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
    "func.return"(%10) : (tensor<6xf32>) -> ()
  }
}
// -----
// rfft_frequencies
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xi64>
    %2 = "stablehlo.constant"() {value = dense<6> : tensor<4xi64>} : () -> tensor<4xi64>
    %3 = "stablehlo.subtract"(%1, %2) : (tensor<4xi64>, tensor<4xi64>) -> tensor<4xi64>
    %4 = "stablehlo.constant"() {value = dense<4> : tensor<4xi64>} : () -> tensor<4xi64>
    %5 = "stablehlo.compare"(%1, %4) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<4xi64>, tensor<4xi64>) -> tensor<4xi1>
    %6 = "stablehlo.select"(%5, %3, %1) : (tensor<4xi1>, tensor<4xi64>, tensor<4xi64>) -> tensor<4xi64>
    %7 = "stablehlo.convert"(%6) : (tensor<4xi64>) -> tensor<4xf32>
    %8 = "stablehlo.constant"() {value = dense<0x3FC00000> : tensor<4xf32>} : () -> tensor<4xf32>
    %9 = "stablehlo.divide"(%7, %8) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %10 = "stablehlo.add"(%0, %9) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%10) : (tensor<4xf32>) -> ()
  }
}
// -----
// arange
module @calx {
  func.func public @main(%0: tensor<4xf32>) -> (tensor<4xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xf32>
    %2 = "stablehlo.constant"() {value = dense<0x3F400000> : tensor<4xf32>} : () -> tensor<4xf32>
    %3 = "stablehlo.multiply"(%1, %2) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %4 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<4xf32>} : () -> tensor<4xf32>
    %5 = "stablehlo.add"(%3, %4) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %6 = "stablehlo.add"(%0, %5) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "func.return"(%6) : (tensor<4xf32>) -> ()
  }
}
// -----
// arange_i32
module @calx {
  func.func public @main(%0: tensor<5xi32>) -> (tensor<5xi32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<5xi32>
    %2 = "stablehlo.constant"() {value = dense<-2> : tensor<5xi32>} : () -> tensor<5xi32>
    %3 = "stablehlo.multiply"(%1, %2) : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %4 = "stablehlo.constant"() {value = dense<7> : tensor<5xi32>} : () -> tensor<5xi32>
    %5 = "stablehlo.add"(%3, %4) : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    %6 = "stablehlo.add"(%0, %5) : (tensor<5xi32>, tensor<5xi32>) -> tensor<5xi32>
    "func.return"(%6) : (tensor<5xi32>) -> ()
  }
}
// -----
// linspace
module @calx {
  func.func public @main(%0: tensor<5xf32>) -> (tensor<5xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<5xf32>
    %2 = "stablehlo.constant"() {value = dense<0x40800000> : tensor<5xf32>} : () -> tensor<5xf32>
    %3 = "stablehlo.divide"(%1, %2) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %4 = "stablehlo.constant"() {value = dense<0x40000000> : tensor<5xf32>} : () -> tensor<5xf32>
    %5 = "stablehlo.multiply"(%3, %4) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %6 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<5xf32>} : () -> tensor<5xf32>
    %7 = "stablehlo.subtract"(%6, %3) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %8 = "stablehlo.constant"() {value = dense<0xBF800000> : tensor<5xf32>} : () -> tensor<5xf32>
    %9 = "stablehlo.multiply"(%7, %8) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %10 = "stablehlo.add"(%9, %5) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %11 = "stablehlo.add"(%0, %10) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    "func.return"(%11) : (tensor<5xf32>) -> ()
  }
}
// -----
// eye
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x3xi32>
    %2 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<2x3xi32>
    %3 = "stablehlo.compare"(%2, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi1>
    %4 = "stablehlo.convert"(%3) : (tensor<2x3xi1>) -> tensor<2x3xf32>
    %5 = "stablehlo.add"(%0, %4) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%5) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// stack
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x2x3xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.reshape"(%2) : (tensor<2x3xf32>) -> tensor<2x1x3xf32>
    %4 = "stablehlo.reshape"(%1) : (tensor<2x3xf32>) -> tensor<2x1x3xf32>
    %5 = "stablehlo.concatenate"(%3, %4) {dimension = 1 : i64} : (tensor<2x1x3xf32>, tensor<2x1x3xf32>) -> tensor<2x2x3xf32>
    "func.return"(%5) : (tensor<2x2x3xf32>) -> ()
  }
}
// -----
// stack_last
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3x2xf32>) {
    %2 = "stablehlo.multiply"(%0, %0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.reshape"(%2) : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %4 = "stablehlo.reshape"(%1) : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %5 = "stablehlo.concatenate"(%3, %4) {dimension = 2 : i64} : (tensor<2x3x1xf32>, tensor<2x3x1xf32>) -> tensor<2x3x2xf32>
    "func.return"(%5) : (tensor<2x3x2xf32>) -> ()
  }
}
// -----
// split
module @calx {
  func.func public @main(%0: tensor<2x6xf32>) -> (tensor<2x2xf32>) {
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x6xf32>) -> tensor<2x2xf32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 4>, limit_indices = array<i64: 2, 6>, strides = array<i64: 1, 1>} : (tensor<2x6xf32>) -> tensor<2x2xf32>
    %4 = "stablehlo.multiply"(%2, %3) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
    "func.return"(%4) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// meshgrid
module @calx {
  func.func public @main(%0: tensor<3xf32>, %1: tensor<4xf32>) -> (tensor<3x4xf32>) {
    %2 = "stablehlo.broadcast_in_dim"(%0) {broadcast_dimensions = array<i64: 0>} : (tensor<3xf32>) -> tensor<3x4xf32>
    %3 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 1>} : (tensor<4xf32>) -> tensor<3x4xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    %5 = "stablehlo.multiply"(%2, %4) : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
    "func.return"(%5) : (tensor<3x4xf32>) -> ()
  }
}
// -----
// tile
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<4x9xf32>) {
    %1 = "stablehlo.reshape"(%0) : (tensor<2x3xf32>) -> tensor<1x2x3xf32>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 0, 2, 3>} : (tensor<1x2x3xf32>) -> tensor<1x2x2x3xf32>
    %3 = "stablehlo.reshape"(%2) : (tensor<1x2x2x3xf32>) -> tensor<4x3xf32>
    %4 = "stablehlo.reshape"(%3) : (tensor<4x3xf32>) -> tensor<4x3x1xf32>
    %5 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64: 0, 2, 3>} : (tensor<4x3x1xf32>) -> tensor<4x3x3x1xf32>
    %6 = "stablehlo.reshape"(%5) : (tensor<4x3x3x1xf32>) -> tensor<4x9xf32>
    %7 = "stablehlo.multiply"(%6, %6) : (tensor<4x9xf32>, tensor<4x9xf32>) -> tensor<4x9xf32>
    "func.return"(%7) : (tensor<4x9xf32>) -> ()
  }
}
// -----
// repeat
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<6x3xf32>) {
    %1 = "stablehlo.reshape"(%0) : (tensor<2x3xf32>) -> tensor<1x2x3xf32>
    %2 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 0, 1, 3>} : (tensor<1x2x3xf32>) -> tensor<1x2x3x3xf32>
    %3 = "stablehlo.reshape"(%2) : (tensor<1x2x3x3xf32>) -> tensor<6x3xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<6x3xf32>, tensor<6x3xf32>) -> tensor<6x3xf32>
    "func.return"(%4) : (tensor<6x3xf32>) -> ()
  }
}
// -----
// roll
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 3>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x2xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.concatenate"(%1, %2) {dimension = 1 : i64} : (tensor<2x2xf32>, tensor<2x3xf32>) -> tensor<2x5xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    "func.return"(%4) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// roll_back
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x2xf32>
    %3 = "stablehlo.concatenate"(%1, %2) {dimension = 1 : i64} : (tensor<2x3xf32>, tensor<2x2xf32>) -> tensor<2x5xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    "func.return"(%4) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// tril
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x4xi64>
    %2 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x4xi64>
    %3 = "stablehlo.subtract"(%2, %1) : (tensor<3x4xi64>, tensor<3x4xi64>) -> tensor<3x4xi64>
    %4 = "stablehlo.constant"() {value = dense<1> : tensor<3x4xi64>} : () -> tensor<3x4xi64>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction LE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x4xi64>, tensor<3x4xi64>) -> tensor<3x4xi1>
    %6 = "stablehlo.broadcast_in_dim"(%5) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x4xi1>) -> tensor<2x3x4xi1>
    %7 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3x4xf32>} : () -> tensor<2x3x4xf32>
    %8 = "stablehlo.select"(%6, %0, %7) : (tensor<2x3x4xi1>, tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    %9 = "stablehlo.multiply"(%8, %8) : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
    "func.return"(%9) : (tensor<2x3x4xf32>) -> ()
  }
}
// -----
// triu
module @calx {
  func.func public @main(%0: tensor<4x3xf32>) -> (tensor<4x3xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4x3xi64>
    %2 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<4x3xi64>
    %3 = "stablehlo.subtract"(%2, %1) : (tensor<4x3xi64>, tensor<4x3xi64>) -> tensor<4x3xi64>
    %4 = "stablehlo.constant"() {value = dense<-1> : tensor<4x3xi64>} : () -> tensor<4x3xi64>
    %5 = "stablehlo.compare"(%3, %4) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<4x3xi64>, tensor<4x3xi64>) -> tensor<4x3xi1>
    %6 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x3xf32>} : () -> tensor<4x3xf32>
    %7 = "stablehlo.select"(%5, %0, %6) : (tensor<4x3xi1>, tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    %8 = "stablehlo.multiply"(%7, %7) : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    "func.return"(%8) : (tensor<4x3xf32>) -> ()
  }
}
// -----
// diagonal
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<2x3xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 3, 3>, strides = array<i64: 1, 1, 1>} : (tensor<2x3x4xf32>) -> tensor<2x3x3xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x3xi64>
    %3 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x3xi64>
    %4 = "stablehlo.subtract"(%3, %2) : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi64>
    %5 = "stablehlo.constant"() {value = dense<0> : tensor<3x3xi64>} : () -> tensor<3x3xi64>
    %6 = "stablehlo.compare"(%4, %5) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %7 = "stablehlo.broadcast_in_dim"(%6) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %8 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3x3xf32>} : () -> tensor<2x3x3xf32>
    %9 = "stablehlo.select"(%7, %1, %8) : (tensor<2x3x3xi1>, tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %13 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %14 = "stablehlo.reduce"(%9, %13) ({
    ^bb0(%10: tensor<f32>, %11: tensor<f32>):
      %12 = "stablehlo.add"(%10, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%12) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2>} : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<2x3xf32>
    %15 = "stablehlo.multiply"(%14, %14) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%15) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// diagonal_above
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<2x2xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 2, 4>, strides = array<i64: 1, 1, 1>} : (tensor<2x3x4xf32>) -> tensor<2x2x4xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0, 2>, limit_indices = array<i64: 2, 2, 4>, strides = array<i64: 1, 1, 1>} : (tensor<2x2x4xf32>) -> tensor<2x2x2xf32>
    %3 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<2x2xi64>
    %4 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x2xi64>
    %5 = "stablehlo.subtract"(%4, %3) : (tensor<2x2xi64>, tensor<2x2xi64>) -> tensor<2x2xi64>
    %6 = "stablehlo.constant"() {value = dense<0> : tensor<2x2xi64>} : () -> tensor<2x2xi64>
    %7 = "stablehlo.compare"(%5, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2xi64>, tensor<2x2xi64>) -> tensor<2x2xi1>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<2x2xi1>) -> tensor<2x2x2xi1>
    %9 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x2x2xf32>} : () -> tensor<2x2x2xf32>
    %10 = "stablehlo.select"(%8, %2, %9) : (tensor<2x2x2xi1>, tensor<2x2x2xf32>, tensor<2x2x2xf32>) -> tensor<2x2x2xf32>
    %14 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce"(%10, %14) ({
    ^bb0(%11: tensor<f32>, %12: tensor<f32>):
      %13 = "stablehlo.add"(%11, %12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2>} : (tensor<2x2x2xf32>, tensor<f32>) -> tensor<2x2xf32>
    %16 = "stablehlo.multiply"(%15, %15) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
    "func.return"(%16) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// diagonal_below
module @calx {
  func.func public @main(%0: tensor<2x3x4xf32>) -> (tensor<2x2xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 1, 0>, limit_indices = array<i64: 2, 3, 4>, strides = array<i64: 1, 1, 1>} : (tensor<2x3x4xf32>) -> tensor<2x2x4xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 2, 2>, strides = array<i64: 1, 1, 1>} : (tensor<2x2x4xf32>) -> tensor<2x2x2xf32>
    %3 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<2x2xi64>
    %4 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x2xi64>
    %5 = "stablehlo.subtract"(%4, %3) : (tensor<2x2xi64>, tensor<2x2xi64>) -> tensor<2x2xi64>
    %6 = "stablehlo.constant"() {value = dense<0> : tensor<2x2xi64>} : () -> tensor<2x2xi64>
    %7 = "stablehlo.compare"(%5, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<2x2xi64>, tensor<2x2xi64>) -> tensor<2x2xi1>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<2x2xi1>) -> tensor<2x2x2xi1>
    %9 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x2x2xf32>} : () -> tensor<2x2x2xf32>
    %10 = "stablehlo.select"(%8, %2, %9) : (tensor<2x2x2xi1>, tensor<2x2x2xf32>, tensor<2x2x2xf32>) -> tensor<2x2x2xf32>
    %14 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %15 = "stablehlo.reduce"(%10, %14) ({
    ^bb0(%11: tensor<f32>, %12: tensor<f32>):
      %13 = "stablehlo.add"(%11, %12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2>} : (tensor<2x2x2xf32>, tensor<f32>) -> tensor<2x2xf32>
    %16 = "stablehlo.multiply"(%15, %15) : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
    "func.return"(%16) : (tensor<2x2xf32>) -> ()
  }
}
// -----
// diagonal_matrix
module @calx {
  func.func public @main(%0: tensor<2x3xf32>) -> (tensor<2x3x3xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x3xi32>
    %2 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x3xi32>
    %3 = "stablehlo.compare"(%2, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %4 = "stablehlo.reshape"(%0) : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %5 = "stablehlo.broadcast_in_dim"(%3) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %6 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x3x1xf32>) -> tensor<2x3x3xf32>
    %7 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3x3xf32>} : () -> tensor<2x3x3xf32>
    %8 = "stablehlo.select"(%5, %6, %7) : (tensor<2x3x3xi1>, tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %9 = "stablehlo.multiply"(%8, %8) : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    "func.return"(%9) : (tensor<2x3x3xf32>) -> ()
  }
}
// -----
// trace
module @calx {
  func.func public @main(%0: tensor<2x3x3xf32>) -> (tensor<2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x3xi64>
    %3 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x3xi64>
    %4 = "stablehlo.subtract"(%3, %2) : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi64>
    %5 = "stablehlo.constant"() {value = dense<0> : tensor<3x3xi64>} : () -> tensor<3x3xi64>
    %6 = "stablehlo.compare"(%4, %5) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %7 = "stablehlo.broadcast_in_dim"(%6) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %8 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3x3xf32>} : () -> tensor<2x3x3xf32>
    %9 = "stablehlo.select"(%7, %1, %8) : (tensor<2x3x3xi1>, tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %13 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %14 = "stablehlo.reduce"(%9, %13) ({
    ^bb0(%10: tensor<f32>, %11: tensor<f32>):
      %12 = "stablehlo.add"(%10, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%12) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 2>} : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<2x3xf32>
    %19 = "stablehlo.reduce"(%14, %13) ({
    ^bb0(%15: tensor<f32>, %16: tensor<f32>):
      %17 = "stablehlo.add"(%15, %16) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%17) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    "func.return"(%19) : (tensor<2xf32>) -> ()
  }
}
// -----
// outer
module @calx {
  func.func public @main(%0: tensor<2xf32>, %1: tensor<3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.reshape"(%0) : (tensor<2xf32>) -> tensor<2x1xf32>
    %3 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x3xf32>
    %4 = "stablehlo.broadcast_in_dim"(%1) {broadcast_dimensions = array<i64: 1>} : (tensor<3xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.multiply"(%3, %4) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%5) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// kron
module @calx {
  func.func public @main(%0: tensor<2x3xf32>, %1: tensor<3x2xf32>) -> (tensor<6x6xf32>) {
    %2 = "stablehlo.reshape"(%1) : (tensor<3x2xf32>) -> tensor<1x3x1x2xf32>
    %3 = "stablehlo.reshape"(%0) : (tensor<2x3xf32>) -> tensor<2x1x3x1xf32>
    %4 = "stablehlo.broadcast_in_dim"(%3) {broadcast_dimensions = array<i64: 0, 1, 2, 3>} : (tensor<2x1x3x1xf32>) -> tensor<2x3x3x2xf32>
    %5 = "stablehlo.broadcast_in_dim"(%2) {broadcast_dimensions = array<i64: 0, 1, 2, 3>} : (tensor<1x3x1x2xf32>) -> tensor<2x3x3x2xf32>
    %6 = "stablehlo.multiply"(%4, %5) : (tensor<2x3x3x2xf32>, tensor<2x3x3x2xf32>) -> tensor<2x3x3x2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2x3x3x2xf32>) -> tensor<6x6xf32>
    "func.return"(%7) : (tensor<6x6xf32>) -> ()
  }
}
// -----
// cumsum
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    %2 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %3 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %4 = "stablehlo.slice"(%1) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %5 = "stablehlo.add"(%2, %3) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %6 = "stablehlo.concatenate"(%4, %5) {dimension = 1 : i64} : (tensor<2x1xf32>, tensor<2x4xf32>) -> tensor<2x5xf32>
    %7 = "stablehlo.slice"(%6) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %8 = "stablehlo.slice"(%6) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %9 = "stablehlo.slice"(%6) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x2xf32>
    %10 = "stablehlo.add"(%7, %8) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %11 = "stablehlo.concatenate"(%9, %10) {dimension = 1 : i64} : (tensor<2x2xf32>, tensor<2x3xf32>) -> tensor<2x5xf32>
    %12 = "stablehlo.slice"(%11) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %13 = "stablehlo.slice"(%11) {start_indices = array<i64: 0, 4>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %14 = "stablehlo.slice"(%11) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %15 = "stablehlo.add"(%12, %13) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %16 = "stablehlo.concatenate"(%14, %15) {dimension = 1 : i64} : (tensor<2x4xf32>, tensor<2x1xf32>) -> tensor<2x5xf32>
    "func.return"(%16) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// cumprod
module @calx {
  func.func public @main(%0: tensor<5x2xf32>) -> (tensor<5x2xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 4, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<4x2xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 1, 0>, limit_indices = array<i64: 5, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<4x2xf32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 1, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<1x2xf32>
    %4 = "stablehlo.multiply"(%1, %2) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %5 = "stablehlo.concatenate"(%3, %4) {dimension = 0 : i64} : (tensor<1x2xf32>, tensor<4x2xf32>) -> tensor<5x2xf32>
    %6 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 3, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<3x2xf32>
    %7 = "stablehlo.slice"(%5) {start_indices = array<i64: 2, 0>, limit_indices = array<i64: 5, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<3x2xf32>
    %8 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<2x2xf32>
    %9 = "stablehlo.multiply"(%6, %7) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    %10 = "stablehlo.concatenate"(%8, %9) {dimension = 0 : i64} : (tensor<2x2xf32>, tensor<3x2xf32>) -> tensor<5x2xf32>
    %11 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 1, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<1x2xf32>
    %12 = "stablehlo.slice"(%10) {start_indices = array<i64: 4, 0>, limit_indices = array<i64: 5, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<1x2xf32>
    %13 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 4, 2>, strides = array<i64: 1, 1>} : (tensor<5x2xf32>) -> tensor<4x2xf32>
    %14 = "stablehlo.multiply"(%11, %12) : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    %15 = "stablehlo.concatenate"(%13, %14) {dimension = 0 : i64} : (tensor<4x2xf32>, tensor<1x2xf32>) -> tensor<5x2xf32>
    "func.return"(%15) : (tensor<5x2xf32>) -> ()
  }
}
// -----
// cummax
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %4 = "stablehlo.maximum"(%1, %2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = "stablehlo.concatenate"(%3, %4) {dimension = 1 : i64} : (tensor<2x1xf32>, tensor<2x4xf32>) -> tensor<2x5xf32>
    %6 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %7 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %8 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x2xf32>
    %9 = "stablehlo.maximum"(%6, %7) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %10 = "stablehlo.concatenate"(%8, %9) {dimension = 1 : i64} : (tensor<2x2xf32>, tensor<2x3xf32>) -> tensor<2x5xf32>
    %11 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %12 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 4>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %13 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %14 = "stablehlo.maximum"(%11, %12) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %15 = "stablehlo.concatenate"(%13, %14) {dimension = 1 : i64} : (tensor<2x4xf32>, tensor<2x1xf32>) -> tensor<2x5xf32>
    %16 = "stablehlo.multiply"(%15, %15) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    "func.return"(%16) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// cummin
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %4 = "stablehlo.minimum"(%1, %2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = "stablehlo.concatenate"(%3, %4) {dimension = 1 : i64} : (tensor<2x1xf32>, tensor<2x4xf32>) -> tensor<2x5xf32>
    %6 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %7 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %8 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x2xf32>
    %9 = "stablehlo.minimum"(%6, %7) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %10 = "stablehlo.concatenate"(%8, %9) {dimension = 1 : i64} : (tensor<2x2xf32>, tensor<2x3xf32>) -> tensor<2x5xf32>
    %11 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %12 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 4>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %13 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %14 = "stablehlo.minimum"(%11, %12) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %15 = "stablehlo.concatenate"(%13, %14) {dimension = 1 : i64} : (tensor<2x4xf32>, tensor<2x1xf32>) -> tensor<2x5xf32>
    %16 = "stablehlo.multiply"(%15, %15) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    "func.return"(%16) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// cumlogsumexp
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x5xf32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %4 = "stablehlo.subtract"(%1, %2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
    %6 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x4xf32>} : () -> tensor<2x4xf32>
    %7 = "stablehlo.select"(%5, %6, %4) : (tensor<2x4xi1>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %8 = "stablehlo.abs"(%7) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %9 = "stablehlo.negate"(%8) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %10 = "stablehlo.exponential"(%9) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %11 = "stablehlo.log_plus_one"(%10) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %12 = "stablehlo.maximum"(%1, %2) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %13 = "stablehlo.add"(%12, %11) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %15 = "stablehlo.concatenate"(%3, %13) {dimension = 1 : i64} : (tensor<2x1xf32>, tensor<2x4xf32>) -> tensor<2x5xf32>
    %16 = "stablehlo.slice"(%15) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %17 = "stablehlo.slice"(%15) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x3xf32>
    %18 = "stablehlo.slice"(%15) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x2xf32>
    %19 = "stablehlo.subtract"(%16, %17) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %20 = "stablehlo.compare"(%16, %17) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %21 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
    %22 = "stablehlo.select"(%20, %21, %19) : (tensor<2x3xi1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %23 = "stablehlo.abs"(%22) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %24 = "stablehlo.negate"(%23) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %25 = "stablehlo.exponential"(%24) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %26 = "stablehlo.log_plus_one"(%25) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %27 = "stablehlo.maximum"(%16, %17) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %28 = "stablehlo.add"(%27, %26) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %30 = "stablehlo.concatenate"(%18, %28) {dimension = 1 : i64} : (tensor<2x2xf32>, tensor<2x3xf32>) -> tensor<2x5xf32>
    %31 = "stablehlo.slice"(%30) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 1>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %32 = "stablehlo.slice"(%30) {start_indices = array<i64: 0, 4>, limit_indices = array<i64: 2, 5>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %33 = "stablehlo.slice"(%30) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 4>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x4xf32>
    %34 = "stablehlo.subtract"(%31, %32) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %35 = "stablehlo.compare"(%31, %32) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xi1>
    %36 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x1xf32>} : () -> tensor<2x1xf32>
    %37 = "stablehlo.select"(%35, %36, %34) : (tensor<2x1xi1>, tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %38 = "stablehlo.abs"(%37) : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %39 = "stablehlo.negate"(%38) : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %40 = "stablehlo.exponential"(%39) : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %41 = "stablehlo.log_plus_one"(%40) : (tensor<2x1xf32>) -> tensor<2x1xf32>
    %42 = "stablehlo.maximum"(%31, %32) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %43 = "stablehlo.add"(%42, %41) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %45 = "stablehlo.concatenate"(%33, %43) {dimension = 1 : i64} : (tensor<2x4xf32>, tensor<2x1xf32>) -> tensor<2x5xf32>
    "func.return"(%45) : (tensor<2x5xf32>) -> ()
  }
}
// -----
// cumsum_i32
module @calx {
  func.func public @main(%0: tensor<7x2xi32>) -> (tensor<7x2xi32>) {
    %1 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 6, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<6x2xi32>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 1, 0>, limit_indices = array<i64: 7, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<6x2xi32>
    %3 = "stablehlo.slice"(%0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 1, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<1x2xi32>
    %4 = "stablehlo.add"(%1, %2) : (tensor<6x2xi32>, tensor<6x2xi32>) -> tensor<6x2xi32>
    %5 = "stablehlo.concatenate"(%3, %4) {dimension = 0 : i64} : (tensor<1x2xi32>, tensor<6x2xi32>) -> tensor<7x2xi32>
    %6 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 5, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<5x2xi32>
    %7 = "stablehlo.slice"(%5) {start_indices = array<i64: 2, 0>, limit_indices = array<i64: 7, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<5x2xi32>
    %8 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<2x2xi32>
    %9 = "stablehlo.add"(%6, %7) : (tensor<5x2xi32>, tensor<5x2xi32>) -> tensor<5x2xi32>
    %10 = "stablehlo.concatenate"(%8, %9) {dimension = 0 : i64} : (tensor<2x2xi32>, tensor<5x2xi32>) -> tensor<7x2xi32>
    %11 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 3, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<3x2xi32>
    %12 = "stablehlo.slice"(%10) {start_indices = array<i64: 4, 0>, limit_indices = array<i64: 7, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<3x2xi32>
    %13 = "stablehlo.slice"(%10) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 4, 2>, strides = array<i64: 1, 1>} : (tensor<7x2xi32>) -> tensor<4x2xi32>
    %14 = "stablehlo.add"(%11, %12) : (tensor<3x2xi32>, tensor<3x2xi32>) -> tensor<3x2xi32>
    %15 = "stablehlo.concatenate"(%13, %14) {dimension = 0 : i64} : (tensor<4x2xi32>, tensor<3x2xi32>) -> tensor<7x2xi32>
    "func.return"(%15) : (tensor<7x2xi32>) -> ()
  }
}
// -----
// variance
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<2x1xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.add"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %6 = "stablehlo.reshape"(%5) : (tensor<2xf32>) -> tensor<2x1xf32>
    %7 = "stablehlo.constant"() {value = dense<0x40800000> : tensor<2x1xf32>} : () -> tensor<2x1xf32>
    %8 = "stablehlo.divide"(%6, %7) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x4xf32>
    %10 = "stablehlo.subtract"(%0, %9) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %11 = "stablehlo.multiply"(%10, %10) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %16 = "stablehlo.reduce"(%11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %17 = "stablehlo.reshape"(%16) : (tensor<2xf32>) -> tensor<2x1xf32>
    %19 = "stablehlo.divide"(%17, %7) : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    "func.return"(%19) : (tensor<2x1xf32>) -> ()
  }
}
// -----
// variance_sample
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<f32>) {
    %4 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.add"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %6 = "stablehlo.reshape"(%5) : (tensor<f32>) -> tensor<1x1xf32>
    %7 = "stablehlo.constant"() {value = dense<0x41000000> : tensor<1x1xf32>} : () -> tensor<1x1xf32>
    %8 = "stablehlo.divide"(%6, %7) : (tensor<1x1xf32>, tensor<1x1xf32>) -> tensor<1x1xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x1xf32>) -> tensor<2x4xf32>
    %10 = "stablehlo.subtract"(%0, %9) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %11 = "stablehlo.multiply"(%10, %10) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %16 = "stablehlo.reduce"(%11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %17 = "stablehlo.constant"() {value = dense<0x40E00000> : tensor<f32>} : () -> tensor<f32>
    %18 = "stablehlo.divide"(%16, %17) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "func.return"(%18) : (tensor<f32>) -> ()
  }
}
// -----
// std
module @calx {
  func.func public @main(%0: tensor<4x2xf32>) -> (tensor<2xf32>) {
    %4 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %5 = "stablehlo.reduce"(%0, %4) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.add"(%1, %2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%3) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x2xf32>, tensor<f32>) -> tensor<2xf32>
    %6 = "stablehlo.reshape"(%5) : (tensor<2xf32>) -> tensor<1x2xf32>
    %7 = "stablehlo.constant"() {value = dense<0x40800000> : tensor<1x2xf32>} : () -> tensor<1x2xf32>
    %8 = "stablehlo.divide"(%6, %7) : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<1x2xf32>) -> tensor<4x2xf32>
    %10 = "stablehlo.subtract"(%0, %9) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %11 = "stablehlo.multiply"(%10, %10) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %16 = "stablehlo.reduce"(%11, %4) ({
    ^bb0(%12: tensor<f32>, %13: tensor<f32>):
      %14 = "stablehlo.add"(%12, %13) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%14) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x2xf32>, tensor<f32>) -> tensor<2xf32>
    %17 = "stablehlo.constant"() {value = dense<0x40800000> : tensor<2xf32>} : () -> tensor<2xf32>
    %18 = "stablehlo.divide"(%16, %17) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %19 = "stablehlo.sqrt"(%18) : (tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%19) : (tensor<2xf32>) -> ()
  }
}
// -----
// norm
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<2xf32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2xf32>} : () -> tensor<2xf32>
    %8 = "stablehlo.compare"(%6, %7) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
    %9 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2xf32>} : () -> tensor<2xf32>
    %10 = "stablehlo.select"(%8, %9, %6) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %11 = "stablehlo.sqrt"(%10) : (tensor<2xf32>) -> tensor<2xf32>
    %13 = "stablehlo.select"(%8, %7, %11) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%13) : (tensor<2xf32>) -> ()
  }
}
// -----
// norm_one
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<f32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    "func.return"(%6) : (tensor<f32>) -> ()
  }
}
// -----
// norm_three
module @calx {
  func.func public @main(%0: tensor<4x2xf32>) -> (tensor<1x2xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<4x2xf32>) -> tensor<4x2xf32>
    %2 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<4x2xf32>} : () -> tensor<4x2xf32>
    %3 = "stablehlo.compare"(%1, %2) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xi1>
    %4 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<4x2xf32>} : () -> tensor<4x2xf32>
    %5 = "stablehlo.select"(%3, %4, %1) : (tensor<4x2xi1>, tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %6 = "stablehlo.constant"() {value = dense<0x40400000> : tensor<4x2xf32>} : () -> tensor<4x2xf32>
    %7 = "stablehlo.power"(%5, %6) : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %9 = "stablehlo.select"(%3, %2, %7) : (tensor<4x2xi1>, tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<4x2xf32>
    %13 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %14 = "stablehlo.reduce"(%9, %13) ({
    ^bb0(%10: tensor<f32>, %11: tensor<f32>):
      %12 = "stablehlo.add"(%10, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%12) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<4x2xf32>, tensor<f32>) -> tensor<2xf32>
    %15 = "stablehlo.reshape"(%14) : (tensor<2xf32>) -> tensor<1x2xf32>
    %16 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<1x2xf32>} : () -> tensor<1x2xf32>
    %17 = "stablehlo.compare"(%15, %16) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xi1>
    %18 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<1x2xf32>} : () -> tensor<1x2xf32>
    %19 = "stablehlo.select"(%17, %18, %15) : (tensor<1x2xi1>, tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    %20 = "stablehlo.constant"() {value = dense<0x3EAAAAAB> : tensor<1x2xf32>} : () -> tensor<1x2xf32>
    %21 = "stablehlo.power"(%19, %20) : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    %23 = "stablehlo.select"(%17, %16, %21) : (tensor<1x2xi1>, tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
    "func.return"(%23) : (tensor<1x2xf32>) -> ()
  }
}
// -----
// norm_largest
module @calx {
  func.func public @main(%0: tensor<2x4xf32>) -> (tensor<2xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    "func.return"(%6) : (tensor<2xf32>) -> ()
  }
}
// -----
// norm_complex
module @calx {
  func.func public @main(%0: tensor<2x4xf32>, %1: tensor<2x4xf32>) -> (tensor<f32>) {
    %2 = "stablehlo.complex"(%0, %1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xcomplex<f32>>
    %3 = "stablehlo.imag"(%2) : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
    %4 = "stablehlo.multiply"(%3, %3) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = "stablehlo.real"(%2) : (tensor<2x4xcomplex<f32>>) -> tensor<2x4xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %7 = "stablehlo.add"(%6, %4) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %11 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %12 = "stablehlo.reduce"(%7, %11) ({
    ^bb0(%8: tensor<f32>, %9: tensor<f32>):
      %10 = "stablehlo.add"(%8, %9) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%10) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %14 = "stablehlo.compare"(%12, %11) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %15 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<f32>} : () -> tensor<f32>
    %16 = "stablehlo.select"(%14, %15, %12) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
    %17 = "stablehlo.sqrt"(%16) : (tensor<f32>) -> tensor<f32>
    %19 = "stablehlo.select"(%14, %11, %17) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
    "func.return"(%19) : (tensor<f32>) -> ()
  }
}
// -----
// mean_i32
module @calx {
  func.func public @main(%0: tensor<7xi32>) -> (tensor<f32>) {
    %1 = "stablehlo.convert"(%0) : (tensor<7xi32>) -> tensor<7xf32>
    %5 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.add"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 0>} : (tensor<7xf32>, tensor<f32>) -> tensor<f32>
    %7 = "stablehlo.constant"() {value = dense<0x40E00000> : tensor<f32>} : () -> tensor<f32>
    %8 = "stablehlo.divide"(%6, %7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "func.return"(%8) : (tensor<f32>) -> ()
  }
}
// -----
// quantile
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2xf32>) {
    %18 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %4 = "stablehlo.compare"(%2, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = "stablehlo.select"(%4, %3, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%8, %7, %6) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = "stablehlo.select"(%11, %3, %1) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = "stablehlo.compare"(%1, %1) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%15, %7, %13) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %17 = "stablehlo.compare"(%16, %9) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%17) : (tensor<i1>) -> ()
    }) {dimension = 1 : i64, is_stable = true} : (tensor<2x5xf32>) -> tensor<2x5xf32>
    %19 = "stablehlo.slice"(%18) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %20 = "stablehlo.reshape"(%19) : (tensor<2x1xf32>) -> tensor<2xf32>
    %21 = "stablehlo.slice"(%18) {start_indices = array<i64: 0, 2>, limit_indices = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x5xf32>) -> tensor<2x1xf32>
    %22 = "stablehlo.reshape"(%21) : (tensor<2x1xf32>) -> tensor<2xf32>
    %23 = "stablehlo.constant"() {value = dense<0x3E4CCCCD> : tensor<2xf32>} : () -> tensor<2xf32>
    %24 = "stablehlo.multiply"(%22, %23) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %25 = "stablehlo.constant"() {value = dense<0x3F4CCCCD> : tensor<2xf32>} : () -> tensor<2xf32>
    %26 = "stablehlo.multiply"(%20, %25) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %27 = "stablehlo.add"(%26, %24) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %28 = "stablehlo.multiply"(%27, %27) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%28) : (tensor<2xf32>) -> ()
  }
}
// -----
// median
module @calx {
  func.func public @main(%0: tensor<4x2xf32>) -> (tensor<2xf32>) {
    %18 = "stablehlo.sort"(%0) ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %4 = "stablehlo.compare"(%2, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %6 = "stablehlo.select"(%4, %3, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %7 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%8, %7, %6) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.compare"(%1, %3) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = "stablehlo.select"(%11, %3, %1) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = "stablehlo.compare"(%1, %1) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%15, %7, %13) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %17 = "stablehlo.compare"(%16, %9) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%17) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<4x2xf32>) -> tensor<4x2xf32>
    %19 = "stablehlo.slice"(%18) {start_indices = array<i64: 1, 0>, limit_indices = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<4x2xf32>) -> tensor<1x2xf32>
    %20 = "stablehlo.reshape"(%19) : (tensor<1x2xf32>) -> tensor<2xf32>
    %21 = "stablehlo.slice"(%18) {start_indices = array<i64: 2, 0>, limit_indices = array<i64: 3, 2>, strides = array<i64: 1, 1>} : (tensor<4x2xf32>) -> tensor<1x2xf32>
    %22 = "stablehlo.reshape"(%21) : (tensor<1x2xf32>) -> tensor<2xf32>
    %23 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<2xf32>} : () -> tensor<2xf32>
    %24 = "stablehlo.multiply"(%22, %23) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %26 = "stablehlo.multiply"(%20, %23) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %27 = "stablehlo.add"(%26, %24) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    %28 = "stablehlo.multiply"(%27, %27) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%28) : (tensor<2xf32>) -> ()
  }
}
// -----
// topk
module @calx {
  func.func public @main(%0: tensor<2x5xf32>) -> (tensor<2x3xf32>, tensor<2x3xi32>) {
    %1 = "stablehlo.multiply"(%0, %0) : (tensor<2x5xf32>, tensor<2x5xf32>) -> tensor<2x5xf32>
    %2 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x5xi32>
    %22:2 = "stablehlo.sort"(%1, %2) ({
    ^bb0(%3: tensor<f32>, %4: tensor<f32>, %5: tensor<i32>, %6: tensor<i32>):
      %7 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %8 = "stablehlo.compare"(%4, %7) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %10 = "stablehlo.select"(%8, %7, %4) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %11 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %12 = "stablehlo.compare"(%4, %4) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = "stablehlo.select"(%12, %11, %10) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = "stablehlo.compare"(%3, %7) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %17 = "stablehlo.select"(%15, %7, %3) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %19 = "stablehlo.compare"(%3, %3) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %20 = "stablehlo.select"(%19, %11, %17) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %21 = "stablehlo.compare"(%20, %13) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%21) : (tensor<i1>) -> ()
    }) {dimension = 1 : i64, is_stable = true} : (tensor<2x5xf32>, tensor<2x5xi32>) -> (tensor<2x5xf32>, tensor<2x5xi32>)
    %23 = "stablehlo.slice"(%22#1) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x5xi32>) -> tensor<2x3xi32>
    %24 = "stablehlo.constant"() {value = dense<0> : tensor<2x3xi32>} : () -> tensor<2x3xi32>
    %25 = "stablehlo.constant"() {value = dense<4> : tensor<2x3xi32>} : () -> tensor<2x3xi32>
    %26 = "stablehlo.clamp"(%24, %23, %25) : (tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>
    %27 = "stablehlo.gather"(%1, %26) {dimension_numbers = #stablehlo.gather<offset_dims = [], collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2>, slice_sizes = array<i64: 1, 1>, indices_are_sorted = false} : (tensor<2x5xf32>, tensor<2x3xi32>) -> tensor<2x3xf32>
    "func.return"(%27, %23) : (tensor<2x3xf32>, tensor<2x3xi32>) -> ()
  }
}
// -----
// topk_ties
module @calx {
  func.func public @main(%0: tensor<6xf32>) -> (tensor<4xf32>, tensor<4xi32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<6xi32>
    %21:2 = "stablehlo.sort"(%0, %1) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>, %4: tensor<i32>, %5: tensor<i32>):
      %6 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %7 = "stablehlo.compare"(%3, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %9 = "stablehlo.select"(%7, %6, %3) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %10 = "stablehlo.constant"() {value = dense<0x7FC00000> : tensor<f32>} : () -> tensor<f32>
      %11 = "stablehlo.compare"(%3, %3) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %12 = "stablehlo.select"(%11, %10, %9) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %14 = "stablehlo.compare"(%2, %6) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %16 = "stablehlo.select"(%14, %6, %2) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %18 = "stablehlo.compare"(%2, %2) {comparison_direction = #stablehlo<comparison_direction NE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %19 = "stablehlo.select"(%18, %10, %16) : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %20 = "stablehlo.compare"(%19, %12) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%20) : (tensor<i1>) -> ()
    }) {dimension = 0 : i64, is_stable = true} : (tensor<6xf32>, tensor<6xi32>) -> (tensor<6xf32>, tensor<6xi32>)
    %22 = "stablehlo.slice"(%21#1) {start_indices = array<i64: 0>, limit_indices = array<i64: 4>, strides = array<i64: 1>} : (tensor<6xi32>) -> tensor<4xi32>
    %23 = "stablehlo.constant"() {value = dense<0> : tensor<4xi32>} : () -> tensor<4xi32>
    %24 = "stablehlo.constant"() {value = dense<5> : tensor<4xi32>} : () -> tensor<4xi32>
    %25 = "stablehlo.clamp"(%23, %22, %24) : (tensor<4xi32>, tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
    %26 = "stablehlo.gather"(%0, %25) {dimension_numbers = #stablehlo.gather<offset_dims = [], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1>, indices_are_sorted = false} : (tensor<6xf32>, tensor<4xi32>) -> tensor<4xf32>
    "func.return"(%26, %22) : (tensor<4xf32>, tensor<4xi32>) -> ()
  }
}
// -----
// cholesky
module @calx {
  func.func public @main(%0: tensor<2x3x3xf32>) -> (tensor<2x3x3xf32>) {
    %1 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x3xi32>
    %2 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x3xi32>
    %3 = "stablehlo.compare"(%2, %1) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %4 = "stablehlo.convert"(%3) : (tensor<3x3xi1>) -> tensor<3x3xf32>
    %5 = "stablehlo.transpose"(%0) {permutation = array<i64: 0, 2, 1>} : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %6 = "stablehlo.dot_general"(%0, %5) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %7 = "stablehlo.broadcast_in_dim"(%4) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x3xf32>) -> tensor<2x3x3xf32>
    %8 = "stablehlo.add"(%6, %7) : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %9 = "stablehlo.transpose"(%8) {permutation = array<i64: 0, 2, 1>} : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %10 = "stablehlo.add"(%8, %9) : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %11 = "stablehlo.constant"() {value = dense<0x3F000000> : tensor<2x3x3xf32>} : () -> tensor<2x3x3xf32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %13 = "stablehlo.cholesky"(%12) {lower = true} : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %14 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x3xi64>
    %15 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x3xi64>
    %16 = "stablehlo.subtract"(%15, %14) : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi64>
    %17 = "stablehlo.constant"() {value = dense<0> : tensor<3x3xi64>} : () -> tensor<3x3xi64>
    %18 = "stablehlo.compare"(%16, %17) {comparison_direction = #stablehlo<comparison_direction LE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %19 = "stablehlo.broadcast_in_dim"(%18) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %20 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3x3xf32>} : () -> tensor<2x3x3xf32>
    %21 = "stablehlo.select"(%19, %13, %20) : (tensor<2x3x3xi1>, tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    "func.return"(%21) : (tensor<2x3x3xf32>) -> ()
  }
}
// -----
// triangular_solve
module @calx {
  func.func public @main(%0: tensor<2x3x3xf32>, %1: tensor<2x3x2xf32>) -> (tensor<2x3x2xf32>) {
    %2 = "stablehlo.triangular_solve"(%0, %1) {left_side = true, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose NO_TRANSPOSE>} : (tensor<2x3x3xf32>, tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
    "func.return"(%2) : (tensor<2x3x2xf32>) -> ()
  }
}
// -----
// triangular_solve_upper
module @calx {
  func.func public @main(%0: tensor<3x3xf32>, %1: tensor<3x2xf32>) -> (tensor<3x2xf32>) {
    %2 = "stablehlo.triangular_solve"(%0, %1) {left_side = true, lower = false, unit_diagonal = false, transpose_a = #stablehlo<transpose NO_TRANSPOSE>} : (tensor<3x3xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    "func.return"(%2) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// triangular_solve_transposed
module @calx {
  func.func public @main(%0: tensor<3x3xf32>, %1: tensor<3x2xf32>) -> (tensor<3x2xf32>) {
    %2 = "stablehlo.triangular_solve"(%0, %1) {left_side = true, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose TRANSPOSE>} : (tensor<3x3xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    "func.return"(%2) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// triangular_solve_right
module @calx {
  func.func public @main(%0: tensor<3x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.triangular_solve"(%0, %1) {left_side = false, lower = false, unit_diagonal = false, transpose_a = #stablehlo<transpose NO_TRANSPOSE>} : (tensor<3x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// triangular_solve_right_transposed
module @calx {
  func.func public @main(%0: tensor<3x3xf32>, %1: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %2 = "stablehlo.triangular_solve"(%0, %1) {left_side = false, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose TRANSPOSE>} : (tensor<3x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }
}
// -----
// triangular_solve_unit
module @calx {
  func.func public @main(%0: tensor<3x3xf32>, %1: tensor<3x2xf32>) -> (tensor<3x2xf32>) {
    %2 = "stablehlo.triangular_solve"(%0, %1) {left_side = true, lower = true, unit_diagonal = true, transpose_a = #stablehlo<transpose NO_TRANSPOSE>} : (tensor<3x3xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    "func.return"(%2) : (tensor<3x2xf32>) -> ()
  }
}
// -----
// qr
module @calx {
  func.func public @main(%0: tensor<2x4x3xf32>) -> (tensor<2x4x3xf32>, tensor<2x3x3xf32>) {
    %1 = "stablehlo.abs"(%0) : (tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
    %5 = "stablehlo.constant"() {value = dense<0xFF800000> : tensor<f32>} : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%1, %5) ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = "stablehlo.maximum"(%2, %3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%4) : (tensor<f32>) -> ()
    }) {dimensions = array<i64: 1, 2>} : (tensor<2x4x3xf32>, tensor<f32>) -> tensor<2xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2xf32>) -> tensor<2x1x1xf32>
    %8 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x1x1xf32>} : () -> tensor<2x1x1xf32>
    %9 = "stablehlo.compare"(%7, %8) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2x1x1xf32>, tensor<2x1x1xf32>) -> tensor<2x1x1xi1>
    %10 = "stablehlo.is_finite"(%7) : (tensor<2x1x1xf32>) -> tensor<2x1x1xi1>
    %11 = "stablehlo.and"(%10, %9) : (tensor<2x1x1xi1>, tensor<2x1x1xi1>) -> tensor<2x1x1xi1>
    %12 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2x1x1xf32>} : () -> tensor<2x1x1xf32>
    %13 = "stablehlo.select"(%11, %7, %12) : (tensor<2x1x1xi1>, tensor<2x1x1xf32>, tensor<2x1x1xf32>) -> tensor<2x1x1xf32>
    %14 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3xi32>
    %15 = "stablehlo.broadcast_in_dim"(%13) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x1x1xf32>) -> tensor<2x4x3xf32>
    %16 = "stablehlo.divide"(%0, %15) : (tensor<2x4x3xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
    %87 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %88 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x2x4xf32>} : () -> tensor<3x2x4xf32>
    %89 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x2xf32>} : () -> tensor<3x2xf32>
    %90 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<3x2x4x3xf32>} : () -> tensor<3x2x4x3xf32>
    %180:6 = "stablehlo.while"(%87, %16, %88, %89, %90, %14) ({
    ^bb0(%91: tensor<i32>, %92: tensor<2x4x3xf32>, %93: tensor<3x2x4xf32>, %94: tensor<3x2xf32>, %95: tensor<3x2x4x3xf32>, %179: tensor<3xi32>):
      %96 = "stablehlo.constant"() {value = dense<3> : tensor<i32>} : () -> tensor<i32>
      %97 = "stablehlo.compare"(%91, %96) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%97) : (tensor<i1>) -> ()
    }, {
    ^bb0(%98: tensor<i32>, %99: tensor<2x4x3xf32>, %100: tensor<3x2x4xf32>, %101: tensor<3x2xf32>, %102: tensor<3x2x4x3xf32>, %103: tensor<3xi32>):
      %104 = "stablehlo.dynamic_slice"(%103, %98) {slice_sizes = array<i64: 1>} : (tensor<3xi32>, tensor<i32>) -> tensor<1xi32>
      %105 = "stablehlo.reshape"(%104) : (tensor<1xi32>) -> tensor<i32>
      %106 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4xi32>
      %107 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3xi32>
      %108 = "stablehlo.broadcast_in_dim"(%105) {broadcast_dimensions = array<i64>} : (tensor<i32>) -> tensor<3xi32>
      %109 = "stablehlo.compare"(%107, %108) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3xi32>, tensor<3xi32>) -> tensor<3xi1>
      %110 = "stablehlo.broadcast_in_dim"(%109) {broadcast_dimensions = array<i64: 2>} : (tensor<3xi1>) -> tensor<2x4x3xi1>
      %111 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x4x3xf32>} : () -> tensor<2x4x3xf32>
      %112 = "stablehlo.select"(%110, %99, %111) : (tensor<2x4x3xi1>, tensor<2x4x3xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
      %113 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<f32>} : () -> tensor<f32>
      %114 = "stablehlo.reduce"(%112, %113) ({
      ^bb0(%26: tensor<f32>, %27: tensor<f32>):
        %28 = "stablehlo.add"(%26, %27) : (tensor<f32>, tensor<f32>) -> tensor<f32>
        "stablehlo.return"(%28) : (tensor<f32>) -> ()
      }) {dimensions = array<i64: 2>} : (tensor<2x4x3xf32>, tensor<f32>) -> tensor<2x4xf32>
      %115 = "stablehlo.broadcast_in_dim"(%105) {broadcast_dimensions = array<i64>} : (tensor<i32>) -> tensor<4xi32>
      %116 = "stablehlo.compare"(%106, %115) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
      %118 = "stablehlo.compare"(%106, %115) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
      %119 = "stablehlo.broadcast_in_dim"(%118) {broadcast_dimensions = array<i64: 1>} : (tensor<4xi1>) -> tensor<2x4xi1>
      %120 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x4xf32>} : () -> tensor<2x4xf32>
      %121 = "stablehlo.select"(%119, %114, %120) : (tensor<2x4xi1>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
      %122 = "stablehlo.broadcast_in_dim"(%116) {broadcast_dimensions = array<i64: 1>} : (tensor<4xi1>) -> tensor<2x4xi1>
      %124 = "stablehlo.select"(%122, %114, %120) : (tensor<2x4xi1>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
      %126 = "stablehlo.reduce"(%124, %113) ({
      ^bb0(%41: tensor<f32>, %42: tensor<f32>):
        %43 = "stablehlo.add"(%41, %42) : (tensor<f32>, tensor<f32>) -> tensor<f32>
        "stablehlo.return"(%43) : (tensor<f32>) -> ()
      }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
      %127 = "stablehlo.multiply"(%121, %121) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
      %129 = "stablehlo.reduce"(%127, %113) ({
      ^bb0(%47: tensor<f32>, %48: tensor<f32>):
        %49 = "stablehlo.add"(%47, %48) : (tensor<f32>, tensor<f32>) -> tensor<f32>
        "stablehlo.return"(%49) : (tensor<f32>) -> ()
      }) {dimensions = array<i64: 1>} : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
      %130 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2xf32>} : () -> tensor<2xf32>
      %131 = "stablehlo.compare"(%129, %130) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
      %132 = "stablehlo.multiply"(%126, %126) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %133 = "stablehlo.add"(%132, %129) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %134 = "stablehlo.sqrt"(%133) : (tensor<2xf32>) -> tensor<2xf32>
      %135 = "stablehlo.negate"(%134) : (tensor<2xf32>) -> tensor<2xf32>
      %137 = "stablehlo.compare"(%126, %130) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type FLOAT>} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
      %138 = "stablehlo.select"(%137, %135, %134) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %139 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2xf32>} : () -> tensor<2xf32>
      %140 = "stablehlo.select"(%131, %139, %138) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %141 = "stablehlo.subtract"(%138, %126) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %142 = "stablehlo.divide"(%141, %140) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %143 = "stablehlo.subtract"(%126, %138) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %145 = "stablehlo.select"(%131, %139, %143) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %146 = "stablehlo.reshape"(%145) : (tensor<2xf32>) -> tensor<2x1xf32>
      %147 = "stablehlo.broadcast_in_dim"(%146) {broadcast_dimensions = array<i64: 0, 1>} : (tensor<2x1xf32>) -> tensor<2x4xf32>
      %148 = "stablehlo.divide"(%121, %147) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
      %150 = "stablehlo.constant"() {value = dense<0x3F800000> : tensor<2x4xf32>} : () -> tensor<2x4xf32>
      %151 = "stablehlo.select"(%122, %150, %148) : (tensor<2x4xi1>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
      %153 = "stablehlo.select"(%131, %130, %142) : (tensor<2xi1>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      %154 = "stablehlo.reshape"(%151) : (tensor<2x4xf32>) -> tensor<2x1x4xf32>
      %155 = "stablehlo.dot_general"(%154, %99) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<2x1x4xf32>, tensor<2x4x3xf32>) -> tensor<2x1x3xf32>
      %156 = "stablehlo.reshape"(%153) : (tensor<2xf32>) -> tensor<2x1xf32>
      %157 = "stablehlo.reshape"(%156) : (tensor<2x1xf32>) -> tensor<2x1x1xf32>
      %158 = "stablehlo.reshape"(%151) : (tensor<2x4xf32>) -> tensor<2x4x1xf32>
      %159 = "stablehlo.broadcast_in_dim"(%157) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x1x1xf32>) -> tensor<2x4x1xf32>
      %160 = "stablehlo.multiply"(%158, %159) : (tensor<2x4x1xf32>, tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
      %161 = "stablehlo.broadcast_in_dim"(%160) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x4x1xf32>) -> tensor<2x4x3xf32>
      %162 = "stablehlo.broadcast_in_dim"(%155) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x1x3xf32>) -> tensor<2x4x3xf32>
      %163 = "stablehlo.multiply"(%161, %162) : (tensor<2x4x3xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
      %164 = "stablehlo.subtract"(%99, %163) : (tensor<2x4x3xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
      %165 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %166 = "stablehlo.add"(%98, %165) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %167 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %169 = "stablehlo.reshape"(%151) : (tensor<2x4xf32>) -> tensor<1x2x4xf32>
      %170 = "stablehlo.dynamic_update_slice"(%100, %169, %98, %167, %167) : (tensor<3x2x4xf32>, tensor<1x2x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<3x2x4xf32>
      %172 = "stablehlo.reshape"(%153) : (tensor<2xf32>) -> tensor<1x2xf32>
      %173 = "stablehlo.dynamic_update_slice"(%101, %172, %98, %167) : (tensor<3x2xf32>, tensor<1x2xf32>, tensor<i32>, tensor<i32>) -> tensor<3x2xf32>
      %177 = "stablehlo.reshape"(%99) : (tensor<2x4x3xf32>) -> tensor<1x2x4x3xf32>
      %178 = "stablehlo.dynamic_update_slice"(%102, %177, %98, %167, %167, %167) : (tensor<3x2x4x3xf32>, tensor<1x2x4x3xf32>, tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<3x2x4x3xf32>
      "stablehlo.return"(%166, %164, %170, %173, %178, %103) : (tensor<i32>, tensor<2x4x3xf32>, tensor<3x2x4xf32>, tensor<3x2xf32>, tensor<3x2x4x3xf32>, tensor<3xi32>) -> ()
    }) : (tensor<i32>, tensor<2x4x3xf32>, tensor<3x2x4xf32>, tensor<3x2xf32>, tensor<3x2x4x3xf32>, tensor<3xi32>) -> (tensor<i32>, tensor<2x4x3xf32>, tensor<3x2x4xf32>, tensor<3x2xf32>, tensor<3x2x4x3xf32>, tensor<3xi32>)
    %182 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<4x3xi32>
    %183 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<4x3xi32>
    %184 = "stablehlo.compare"(%183, %182) {comparison_direction = #stablehlo<comparison_direction EQ>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<4x3xi32>, tensor<4x3xi32>) -> tensor<4x3xi1>
    %185 = "stablehlo.convert"(%184) : (tensor<4x3xi1>) -> tensor<4x3xf32>
    %186 = "stablehlo.broadcast_in_dim"(%185) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<4x3xf32>) -> tensor<2x4x3xf32>
    %242:5 = "stablehlo.while"(%87, %186, %90, %180#2, %180#3) ({
    ^bb0(%203: tensor<i32>, %204: tensor<2x4x3xf32>, %205: tensor<3x2x4x3xf32>, %240: tensor<3x2x4xf32>, %241: tensor<3x2xf32>):
      %206 = "stablehlo.constant"() {value = dense<3> : tensor<i32>} : () -> tensor<i32>
      %207 = "stablehlo.compare"(%203, %206) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%207) : (tensor<i1>) -> ()
    }, {
    ^bb0(%208: tensor<i32>, %209: tensor<2x4x3xf32>, %210: tensor<3x2x4x3xf32>, %215: tensor<3x2x4xf32>, %219: tensor<3x2xf32>):
      %211 = "stablehlo.constant"() {value = dense<2> : tensor<i32>} : () -> tensor<i32>
      %212 = "stablehlo.subtract"(%211, %208) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %213 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %216 = "stablehlo.dynamic_slice"(%215, %212, %213, %213) {slice_sizes = array<i64: 1, 2, 4>} : (tensor<3x2x4xf32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<1x2x4xf32>
      %217 = "stablehlo.reshape"(%216) : (tensor<1x2x4xf32>) -> tensor<2x4xf32>
      %220 = "stablehlo.dynamic_slice"(%219, %212, %213) {slice_sizes = array<i64: 1, 2>} : (tensor<3x2xf32>, tensor<i32>, tensor<i32>) -> tensor<1x2xf32>
      %221 = "stablehlo.reshape"(%220) : (tensor<1x2xf32>) -> tensor<2xf32>
      %222 = "stablehlo.reshape"(%217) : (tensor<2x4xf32>) -> tensor<2x1x4xf32>
      %223 = "stablehlo.dot_general"(%222, %209) {dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>} : (tensor<2x1x4xf32>, tensor<2x4x3xf32>) -> tensor<2x1x3xf32>
      %224 = "stablehlo.reshape"(%221) : (tensor<2xf32>) -> tensor<2x1xf32>
      %225 = "stablehlo.reshape"(%224) : (tensor<2x1xf32>) -> tensor<2x1x1xf32>
      %226 = "stablehlo.reshape"(%217) : (tensor<2x4xf32>) -> tensor<2x4x1xf32>
      %227 = "stablehlo.broadcast_in_dim"(%225) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x1x1xf32>) -> tensor<2x4x1xf32>
      %228 = "stablehlo.multiply"(%226, %227) : (tensor<2x4x1xf32>, tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
      %229 = "stablehlo.broadcast_in_dim"(%228) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x4x1xf32>) -> tensor<2x4x3xf32>
      %230 = "stablehlo.broadcast_in_dim"(%223) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x1x3xf32>) -> tensor<2x4x3xf32>
      %231 = "stablehlo.multiply"(%229, %230) : (tensor<2x4x3xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
      %232 = "stablehlo.subtract"(%209, %231) : (tensor<2x4x3xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
      %233 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %234 = "stablehlo.add"(%208, %233) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %238 = "stablehlo.reshape"(%209) : (tensor<2x4x3xf32>) -> tensor<1x2x4x3xf32>
      %239 = "stablehlo.dynamic_update_slice"(%210, %238, %212, %213, %213, %213) : (tensor<3x2x4x3xf32>, tensor<1x2x4x3xf32>, tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>) -> tensor<3x2x4x3xf32>
      "stablehlo.return"(%234, %232, %239, %215, %219) : (tensor<i32>, tensor<2x4x3xf32>, tensor<3x2x4x3xf32>, tensor<3x2x4xf32>, tensor<3x2xf32>) -> ()
    }) : (tensor<i32>, tensor<2x4x3xf32>, tensor<3x2x4x3xf32>, tensor<3x2x4xf32>, tensor<3x2xf32>) -> (tensor<i32>, tensor<2x4x3xf32>, tensor<3x2x4x3xf32>, tensor<3x2x4xf32>, tensor<3x2xf32>)
    %244 = "stablehlo.slice"(%180#1) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 3, 3>, strides = array<i64: 1, 1, 1>} : (tensor<2x4x3xf32>) -> tensor<2x3x3xf32>
    %245 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<3x3xi64>
    %246 = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<3x3xi64>
    %247 = "stablehlo.subtract"(%246, %245) : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi64>
    %248 = "stablehlo.constant"() {value = dense<0> : tensor<3x3xi64>} : () -> tensor<3x3xi64>
    %249 = "stablehlo.compare"(%247, %248) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %250 = "stablehlo.broadcast_in_dim"(%249) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %251 = "stablehlo.constant"() {value = dense<0x00000000> : tensor<2x3x3xf32>} : () -> tensor<2x3x3xf32>
    %252 = "stablehlo.select"(%250, %244, %251) : (tensor<2x3x3xi1>, tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %253 = "stablehlo.broadcast_in_dim"(%13) {broadcast_dimensions = array<i64: 0, 1, 2>} : (tensor<2x1x1xf32>) -> tensor<2x3x3xf32>
    %254 = "stablehlo.multiply"(%252, %253) : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %255 = "stablehlo.transpose"(%254) {permutation = array<i64: 0, 2, 1>} : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %256 = "stablehlo.concatenate"(%242#1, %255) {dimension = 1 : i64} : (tensor<2x4x3xf32>, tensor<2x3x3xf32>) -> tensor<2x7x3xf32>
    %258 = "stablehlo.slice"(%256) {start_indices = array<i64: 0, 0, 0>, limit_indices = array<i64: 2, 4, 3>, strides = array<i64: 1, 1, 1>} : (tensor<2x7x3xf32>) -> tensor<2x4x3xf32>
    %259 = "stablehlo.slice"(%256) {start_indices = array<i64: 0, 4, 0>, limit_indices = array<i64: 2, 7, 3>, strides = array<i64: 1, 1, 1>} : (tensor<2x7x3xf32>) -> tensor<2x3x3xf32>
    %260 = "stablehlo.transpose"(%259) {permutation = array<i64: 0, 2, 1>} : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    "func.return"(%258, %260) : (tensor<2x4x3xf32>, tensor<2x3x3xf32>) -> ()
  }
}
// -----
// gumbel
module @calx {
  func.func public @main(%0: tensor<2xui32>) -> (tensor<3x2xf64>) {
    %1 = "stablehlo.constant"() {value = dense<0> : tensor<ui64>} : () -> tensor<ui64>
    %2 = "stablehlo.slice"(%0) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %3 = "stablehlo.reshape"(%2) : (tensor<1xui32>) -> tensor<ui32>
    %4 = "stablehlo.slice"(%0) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %5 = "stablehlo.reshape"(%4) : (tensor<1xui32>) -> tensor<ui32>
    %6 = "stablehlo.constant"() {value = dense<4294967295> : tensor<ui64>} : () -> tensor<ui64>
    %7 = "stablehlo.and"(%1, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %8 = "stablehlo.convert"(%7) : (tensor<ui64>) -> tensor<ui32>
    %9 = "stablehlo.constant"() {value = dense<32> : tensor<ui64>} : () -> tensor<ui64>
    %10 = "stablehlo.shift_right_logical"(%1, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %11 = "stablehlo.convert"(%10) : (tensor<ui64>) -> tensor<ui32>
    %12 = "stablehlo.add"(%5, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %13 = "stablehlo.xor"(%8, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %14 = "stablehlo.constant"() {value = dense<16> : tensor<ui32>} : () -> tensor<ui32>
    %15 = "stablehlo.shift_right_logical"(%13, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %16 = "stablehlo.xor"(%13, %15) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %17 = "stablehlo.constant"() {value = dense<2146121005> : tensor<ui32>} : () -> tensor<ui32>
    %18 = "stablehlo.multiply"(%16, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %19 = "stablehlo.constant"() {value = dense<15> : tensor<ui32>} : () -> tensor<ui32>
    %20 = "stablehlo.shift_right_logical"(%18, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %21 = "stablehlo.xor"(%18, %20) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %22 = "stablehlo.constant"() {value = dense<2221713035> : tensor<ui32>} : () -> tensor<ui32>
    %23 = "stablehlo.multiply"(%21, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %25 = "stablehlo.shift_right_logical"(%23, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %26 = "stablehlo.xor"(%23, %25) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %27 = "stablehlo.add"(%26, %12) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %29 = "stablehlo.shift_right_logical"(%27, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %30 = "stablehlo.xor"(%27, %29) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %32 = "stablehlo.multiply"(%30, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %34 = "stablehlo.shift_right_logical"(%32, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %35 = "stablehlo.xor"(%32, %34) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %37 = "stablehlo.multiply"(%35, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %39 = "stablehlo.shift_right_logical"(%37, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %40 = "stablehlo.xor"(%37, %39) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %41 = "stablehlo.add"(%3, %11) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %42 = "stablehlo.constant"() {value = dense<2654435769> : tensor<ui32>} : () -> tensor<ui32>
    %43 = "stablehlo.add"(%41, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %44 = "stablehlo.constant"() {value = dense<1540483477> : tensor<ui32>} : () -> tensor<ui32>
    %45 = "stablehlo.xor"(%8, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %46 = "stablehlo.xor"(%45, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %48 = "stablehlo.shift_right_logical"(%46, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %49 = "stablehlo.xor"(%46, %48) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %51 = "stablehlo.multiply"(%49, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %53 = "stablehlo.shift_right_logical"(%51, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %54 = "stablehlo.xor"(%51, %53) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %56 = "stablehlo.multiply"(%54, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %58 = "stablehlo.shift_right_logical"(%56, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %59 = "stablehlo.xor"(%56, %58) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %60 = "stablehlo.add"(%59, %43) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %62 = "stablehlo.shift_right_logical"(%60, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %63 = "stablehlo.xor"(%60, %62) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %65 = "stablehlo.multiply"(%63, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %67 = "stablehlo.shift_right_logical"(%65, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %68 = "stablehlo.xor"(%65, %67) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %70 = "stablehlo.multiply"(%68, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %72 = "stablehlo.shift_right_logical"(%70, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %73 = "stablehlo.xor"(%70, %72) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %74 = "stablehlo.reshape"(%40) : (tensor<ui32>) -> tensor<1xui32>
    %75 = "stablehlo.reshape"(%73) : (tensor<ui32>) -> tensor<1xui32>
    %76 = "stablehlo.concatenate"(%74, %75) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %77 = "stablehlo.slice"(%76) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %78 = "stablehlo.reshape"(%77) : (tensor<1xui32>) -> tensor<ui32>
    %79 = "stablehlo.slice"(%76) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %80 = "stablehlo.reshape"(%79) : (tensor<1xui32>) -> tensor<ui32>
    %81 = "stablehlo.iota"() {iota_dimension = 0 : i64} : () -> tensor<6xui32>
    %82 = "stablehlo.broadcast_in_dim"(%78) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<6xui32>
    %83 = "stablehlo.xor"(%81, %82) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %84 = "stablehlo.constant"() {value = dense<16> : tensor<6xui32>} : () -> tensor<6xui32>
    %85 = "stablehlo.shift_right_logical"(%83, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %86 = "stablehlo.xor"(%83, %85) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %87 = "stablehlo.constant"() {value = dense<2146121005> : tensor<6xui32>} : () -> tensor<6xui32>
    %88 = "stablehlo.multiply"(%86, %87) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %89 = "stablehlo.constant"() {value = dense<15> : tensor<6xui32>} : () -> tensor<6xui32>
    %90 = "stablehlo.shift_right_logical"(%88, %89) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %91 = "stablehlo.xor"(%88, %90) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %92 = "stablehlo.constant"() {value = dense<2221713035> : tensor<6xui32>} : () -> tensor<6xui32>
    %93 = "stablehlo.multiply"(%91, %92) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %95 = "stablehlo.shift_right_logical"(%93, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %96 = "stablehlo.xor"(%93, %95) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %97 = "stablehlo.broadcast_in_dim"(%80) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<6xui32>
    %98 = "stablehlo.add"(%96, %97) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %100 = "stablehlo.shift_right_logical"(%98, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %101 = "stablehlo.xor"(%98, %100) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %103 = "stablehlo.multiply"(%101, %87) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %105 = "stablehlo.shift_right_logical"(%103, %89) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %106 = "stablehlo.xor"(%103, %105) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %108 = "stablehlo.multiply"(%106, %92) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %110 = "stablehlo.shift_right_logical"(%108, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %111 = "stablehlo.xor"(%108, %110) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %112 = "stablehlo.reshape"(%111) : (tensor<6xui32>) -> tensor<3x2xui32>
    %113 = "stablehlo.convert"(%112) : (tensor<3x2xui32>) -> tensor<3x2xui64>
    %114 = "stablehlo.constant"() {value = dense<1> : tensor<ui64>} : () -> tensor<ui64>
    %120 = "stablehlo.and"(%114, %6) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %121 = "stablehlo.convert"(%120) : (tensor<ui64>) -> tensor<ui32>
    %123 = "stablehlo.shift_right_logical"(%114, %9) : (tensor<ui64>, tensor<ui64>) -> tensor<ui64>
    %124 = "stablehlo.convert"(%123) : (tensor<ui64>) -> tensor<ui32>
    %125 = "stablehlo.add"(%5, %124) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %126 = "stablehlo.xor"(%121, %3) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %128 = "stablehlo.shift_right_logical"(%126, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %129 = "stablehlo.xor"(%126, %128) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %131 = "stablehlo.multiply"(%129, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %133 = "stablehlo.shift_right_logical"(%131, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %134 = "stablehlo.xor"(%131, %133) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %136 = "stablehlo.multiply"(%134, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %138 = "stablehlo.shift_right_logical"(%136, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %139 = "stablehlo.xor"(%136, %138) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %140 = "stablehlo.add"(%139, %125) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %142 = "stablehlo.shift_right_logical"(%140, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %143 = "stablehlo.xor"(%140, %142) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %145 = "stablehlo.multiply"(%143, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %147 = "stablehlo.shift_right_logical"(%145, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %148 = "stablehlo.xor"(%145, %147) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %150 = "stablehlo.multiply"(%148, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %152 = "stablehlo.shift_right_logical"(%150, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %153 = "stablehlo.xor"(%150, %152) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %154 = "stablehlo.add"(%3, %124) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %156 = "stablehlo.add"(%154, %42) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %158 = "stablehlo.xor"(%121, %44) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %159 = "stablehlo.xor"(%158, %5) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %161 = "stablehlo.shift_right_logical"(%159, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %162 = "stablehlo.xor"(%159, %161) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %164 = "stablehlo.multiply"(%162, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %166 = "stablehlo.shift_right_logical"(%164, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %167 = "stablehlo.xor"(%164, %166) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %169 = "stablehlo.multiply"(%167, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %171 = "stablehlo.shift_right_logical"(%169, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %172 = "stablehlo.xor"(%169, %171) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %173 = "stablehlo.add"(%172, %156) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %175 = "stablehlo.shift_right_logical"(%173, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %176 = "stablehlo.xor"(%173, %175) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %178 = "stablehlo.multiply"(%176, %17) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %180 = "stablehlo.shift_right_logical"(%178, %19) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %181 = "stablehlo.xor"(%178, %180) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %183 = "stablehlo.multiply"(%181, %22) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %185 = "stablehlo.shift_right_logical"(%183, %14) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %186 = "stablehlo.xor"(%183, %185) : (tensor<ui32>, tensor<ui32>) -> tensor<ui32>
    %187 = "stablehlo.reshape"(%153) : (tensor<ui32>) -> tensor<1xui32>
    %188 = "stablehlo.reshape"(%186) : (tensor<ui32>) -> tensor<1xui32>
    %189 = "stablehlo.concatenate"(%187, %188) {dimension = 0 : i64} : (tensor<1xui32>, tensor<1xui32>) -> tensor<2xui32>
    %190 = "stablehlo.slice"(%189) {start_indices = array<i64: 0>, limit_indices = array<i64: 1>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %191 = "stablehlo.reshape"(%190) : (tensor<1xui32>) -> tensor<ui32>
    %192 = "stablehlo.slice"(%189) {start_indices = array<i64: 1>, limit_indices = array<i64: 2>, strides = array<i64: 1>} : (tensor<2xui32>) -> tensor<1xui32>
    %193 = "stablehlo.reshape"(%192) : (tensor<1xui32>) -> tensor<ui32>
    %195 = "stablehlo.broadcast_in_dim"(%191) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<6xui32>
    %196 = "stablehlo.xor"(%81, %195) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %198 = "stablehlo.shift_right_logical"(%196, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %199 = "stablehlo.xor"(%196, %198) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %201 = "stablehlo.multiply"(%199, %87) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %203 = "stablehlo.shift_right_logical"(%201, %89) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %204 = "stablehlo.xor"(%201, %203) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %206 = "stablehlo.multiply"(%204, %92) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %208 = "stablehlo.shift_right_logical"(%206, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %209 = "stablehlo.xor"(%206, %208) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %210 = "stablehlo.broadcast_in_dim"(%193) {broadcast_dimensions = array<i64>} : (tensor<ui32>) -> tensor<6xui32>
    %211 = "stablehlo.add"(%209, %210) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %213 = "stablehlo.shift_right_logical"(%211, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %214 = "stablehlo.xor"(%211, %213) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %216 = "stablehlo.multiply"(%214, %87) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %218 = "stablehlo.shift_right_logical"(%216, %89) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %219 = "stablehlo.xor"(%216, %218) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %221 = "stablehlo.multiply"(%219, %92) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %223 = "stablehlo.shift_right_logical"(%221, %84) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %224 = "stablehlo.xor"(%221, %223) : (tensor<6xui32>, tensor<6xui32>) -> tensor<6xui32>
    %225 = "stablehlo.reshape"(%224) : (tensor<6xui32>) -> tensor<3x2xui32>
    %226 = "stablehlo.convert"(%225) : (tensor<3x2xui32>) -> tensor<3x2xui64>
    %227 = "stablehlo.constant"() {value = dense<32> : tensor<3x2xui64>} : () -> tensor<3x2xui64>
    %228 = "stablehlo.shift_left"(%113, %227) : (tensor<3x2xui64>, tensor<3x2xui64>) -> tensor<3x2xui64>
    %229 = "stablehlo.or"(%228, %226) : (tensor<3x2xui64>, tensor<3x2xui64>) -> tensor<3x2xui64>
    %230 = "stablehlo.constant"() {value = dense<12> : tensor<3x2xui64>} : () -> tensor<3x2xui64>
    %231 = "stablehlo.shift_right_logical"(%229, %230) : (tensor<3x2xui64>, tensor<3x2xui64>) -> tensor<3x2xui64>
    %232 = "stablehlo.convert"(%231) : (tensor<3x2xui64>) -> tensor<3x2xi64>
    %233 = "stablehlo.convert"(%232) : (tensor<3x2xi64>) -> tensor<3x2xf64>
    %234 = "stablehlo.constant"() {value = dense<0x3CB0000000000000> : tensor<3x2xf64>} : () -> tensor<3x2xf64>
    %235 = "stablehlo.multiply"(%233, %234) : (tensor<3x2xf64>, tensor<3x2xf64>) -> tensor<3x2xf64>
    %236 = "stablehlo.constant"() {value = dense<0x3CA0000000000000> : tensor<3x2xf64>} : () -> tensor<3x2xf64>
    %237 = "stablehlo.add"(%235, %236) : (tensor<3x2xf64>, tensor<3x2xf64>) -> tensor<3x2xf64>
    %238 = "stablehlo.log"(%237) : (tensor<3x2xf64>) -> tensor<3x2xf64>
    %239 = "stablehlo.negate"(%238) : (tensor<3x2xf64>) -> tensor<3x2xf64>
    %240 = "stablehlo.log"(%239) : (tensor<3x2xf64>) -> tensor<3x2xf64>
    %241 = "stablehlo.negate"(%240) : (tensor<3x2xf64>) -> tensor<3x2xf64>
    "func.return"(%241) : (tensor<3x2xf64>) -> ()
  }
}
// -----
// moved
module @calx {
  func.func public @main(%0: tensor<2x3xi32>, %1: tensor<1x1x2xi32>, %2: tensor<i64>) -> (tensor<2x1x2xi32>) {
    %3 = "stablehlo.constant"() {value = dense<1> : tensor<1x3xi32>} : () -> tensor<1x3xi32>
    %4 = "stablehlo.concatenate"(%0, %3) {dimension = 0 : i64} : (tensor<2x3xi32>, tensor<1x3xi32>) -> tensor<3x3xi32>
    %5 = "stablehlo.reverse"(%4) {dimensions = array<i64: 1>} : (tensor<3x3xi32>) -> tensor<3x3xi32>
    %6 = "stablehlo.slice"(%5) {start_indices = array<i64: 0, 1>, limit_indices = array<i64: 3, 3>, strides = array<i64: 1, 1>} : (tensor<3x3xi32>) -> tensor<3x2xi32>
    %7 = "stablehlo.reshape"(%6) : (tensor<3x2xi32>) -> tensor<2x3xi32>
    %8 = "stablehlo.broadcast_in_dim"(%7) {broadcast_dimensions = array<i64: 1, 2>} : (tensor<2x3xi32>) -> tensor<2x2x3xi32>
    %9 = "stablehlo.dynamic_update_slice"(%8, %1, %2, %2, %2) : (tensor<2x2x3xi32>, tensor<1x1x2xi32>, tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<2x2x3xi32>
    %10 = "stablehlo.dynamic_slice"(%9, %2, %2, %2) {slice_sizes = array<i64: 2, 1, 2>} : (tensor<2x2x3xi32>, tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<2x1x2xi32>
    "func.return"(%10) : (tensor<2x1x2xi32>) -> ()
  }
}
// -----
// handed_on
module @calx {
  func.func public @main(%0: tensor<2x3xi32>, %1: tensor<2x3xi32>, %2: tensor<i1>, %3: tensor<i64>) -> (tensor<3xi32>, tensor<2x3xi32>) {
    %8:2 = "stablehlo.if"(%2) ({
      "stablehlo.return"(%0, %1) : (tensor<2x3xi32>, tensor<2x3xi32>) -> ()
    }, {
      "stablehlo.return"(%1, %0) : (tensor<2x3xi32>, tensor<2x3xi32>) -> ()
    }) : (tensor<i1>) -> (tensor<2x3xi32>, tensor<2x3xi32>)
    %11:2 = "func.call"(%8#0, %8#1) {callee = @swap_0} : (tensor<2x3xi32>, tensor<2x3xi32>) -> (tensor<2x3xi32>, tensor<2x3xi32>)
    %25:3 = "stablehlo.while"(%11#1, %11#0, %3) ({
    ^bb0(%15: tensor<2x3xi32>, %16: tensor<2x3xi32>, %17: tensor<i64>):
      %18 = "stablehlo.constant"() {value = dense<0> : tensor<i64>} : () -> tensor<i64>
      %19 = "stablehlo.compare"(%17, %18) {comparison_direction = #stablehlo<comparison_direction GT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
      "stablehlo.return"(%19) : (tensor<i1>) -> ()
    }, {
    ^bb0(%20: tensor<2x3xi32>, %21: tensor<2x3xi32>, %22: tensor<i64>):
      %23 = "stablehlo.constant"() {value = dense<1> : tensor<i64>} : () -> tensor<i64>
      %24 = "stablehlo.subtract"(%22, %23) : (tensor<i64>, tensor<i64>) -> tensor<i64>
      "stablehlo.return"(%21, %20, %24) : (tensor<2x3xi32>, tensor<2x3xi32>, tensor<i64>) -> ()
    }) : (tensor<2x3xi32>, tensor<2x3xi32>, tensor<i64>) -> (tensor<2x3xi32>, tensor<2x3xi32>, tensor<i64>)
    %30:2 = "stablehlo.optimization_barrier"(%25#0, %25#1) : (tensor<2x3xi32>, tensor<2x3xi32>) -> (tensor<2x3xi32>, tensor<2x3xi32>)
    %31 = "stablehlo.slice"(%30#0) {start_indices = array<i64: 0, 0>, limit_indices = array<i64: 1, 3>, strides = array<i64: 1, 1>} : (tensor<2x3xi32>) -> tensor<1x3xi32>
    %32 = "stablehlo.reshape"(%31) : (tensor<1x3xi32>) -> tensor<3xi32>
    %35 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
    %36 = "stablehlo.constant"() {value = dense<0> : tensor<2x3xi32>} : () -> tensor<2x3xi32>
    %61:5 = "stablehlo.while"(%35, %32, %36, %36, %30#1) ({
    ^bb0(%38: tensor<i32>, %39: tensor<3xi32>, %40: tensor<2x3xi32>, %41: tensor<2x3xi32>, %60: tensor<2x3xi32>):
      %42 = "stablehlo.constant"() {value = dense<2> : tensor<i32>} : () -> tensor<i32>
      %43 = "stablehlo.compare"(%38, %42) {comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type SIGNED>} : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%43) : (tensor<i1>) -> ()
    }, {
    ^bb0(%44: tensor<i32>, %45: tensor<3xi32>, %46: tensor<2x3xi32>, %47: tensor<2x3xi32>, %49: tensor<2x3xi32>):
      %48 = "stablehlo.constant"() {value = dense<0> : tensor<i32>} : () -> tensor<i32>
      %50 = "stablehlo.dynamic_slice"(%49, %44, %48) {slice_sizes = array<i64: 1, 3>} : (tensor<2x3xi32>, tensor<i32>, tensor<i32>) -> tensor<1x3xi32>
      %51 = "stablehlo.reshape"(%50) : (tensor<1x3xi32>) -> tensor<3xi32>
      %52 = "stablehlo.constant"() {value = dense<1> : tensor<i32>} : () -> tensor<i32>
      %53 = "stablehlo.add"(%44, %52) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %55 = "stablehlo.reshape"(%45) : (tensor<3xi32>) -> tensor<1x3xi32>
      %56 = "stablehlo.dynamic_update_slice"(%46, %55, %44, %48) : (tensor<2x3xi32>, tensor<1x3xi32>, tensor<i32>, tensor<i32>) -> tensor<2x3xi32>
      %59 = "stablehlo.dynamic_update_slice"(%47, %55, %44, %48) : (tensor<2x3xi32>, tensor<1x3xi32>, tensor<i32>, tensor<i32>) -> tensor<2x3xi32>
      "stablehlo.return"(%53, %51, %56, %59, %49) : (tensor<i32>, tensor<3xi32>, tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi32>) -> ()
    }) : (tensor<i32>, tensor<3xi32>, tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi32>) -> (tensor<i32>, tensor<3xi32>, tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi32>)
    "func.return"(%61#1, %61#2) : (tensor<3xi32>, tensor<2x3xi32>) -> ()
  }
  func.func private @swap_0(%9: tensor<2x3xi32>, %10: tensor<2x3xi32>) -> (tensor<2x3xi32>, tensor<2x3xi32>) {
    "func.return"(%10, %9) : (tensor<2x3xi32>, tensor<2x3xi32>) -> ()
  }
}
// -----
