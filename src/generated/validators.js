// Generated from openapi.yml by `npm run generate`. Do not edit.
// Bundles ajv 8.20.0 (MIT), ajv-formats 3.0.1 (MIT), fast-deep-equal 3.1.3 (MIT); THIRD-PARTY.txt has their notices.

var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// node_modules/fast-deep-equal/index.js
var require_fast_deep_equal = __commonJS({
  "node_modules/fast-deep-equal/index.js"(exports, module) {
    "use strict";
    module.exports = function equal(a, b) {
      if (a === b) return true;
      if (a && b && typeof a == "object" && typeof b == "object") {
        if (a.constructor !== b.constructor) return false;
        var length, i, keys;
        if (Array.isArray(a)) {
          length = a.length;
          if (length != b.length) return false;
          for (i = length; i-- !== 0; )
            if (!equal(a[i], b[i])) return false;
          return true;
        }
        if (a.constructor === RegExp) return a.source === b.source && a.flags === b.flags;
        if (a.valueOf !== Object.prototype.valueOf) return a.valueOf() === b.valueOf();
        if (a.toString !== Object.prototype.toString) return a.toString() === b.toString();
        keys = Object.keys(a);
        length = keys.length;
        if (length !== Object.keys(b).length) return false;
        for (i = length; i-- !== 0; )
          if (!Object.prototype.hasOwnProperty.call(b, keys[i])) return false;
        for (i = length; i-- !== 0; ) {
          var key = keys[i];
          if (!equal(a[key], b[key])) return false;
        }
        return true;
      }
      return a !== a && b !== b;
    };
  }
});

// node_modules/ajv/dist/runtime/equal.js
var require_equal = __commonJS({
  "node_modules/ajv/dist/runtime/equal.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var equal = require_fast_deep_equal();
    equal.code = 'require("ajv/dist/runtime/equal").default';
    exports.default = equal;
  }
});

// node_modules/ajv-formats/dist/formats.js
function fmtDef(validate, compare) {
  return { validate, compare };
}
var fullFormats = {
  "date-time": fmtDef(getDateTime(true), compareDateTime),
  uri
};
function isLeapYear(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
var DATE = /^(\d\d\d\d)-(\d\d)-(\d\d)$/;
var DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function date(str) {
  const matches = DATE.exec(str);
  if (!matches)
    return false;
  const year = +matches[1];
  const month = +matches[2];
  const day = +matches[3];
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeapYear(year) ? 29 : DAYS[month]);
}
var TIME = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
function getTime(strictTimeZone) {
  return function time(str) {
    const matches = TIME.exec(str);
    if (!matches)
      return false;
    const hr = +matches[1];
    const min = +matches[2];
    const sec = +matches[3];
    const tz = matches[4];
    const tzSign = matches[5] === "-" ? -1 : 1;
    const tzH = +(matches[6] || 0);
    const tzM = +(matches[7] || 0);
    if (tzH > 23 || tzM > 59 || strictTimeZone && !tz)
      return false;
    if (hr <= 23 && min <= 59 && sec < 60)
      return true;
    const utcMin = min - tzM * tzSign;
    const utcHr = hr - tzH * tzSign - (utcMin < 0 ? 1 : 0);
    return (utcHr === 23 || utcHr === -1) && (utcMin === 59 || utcMin === -1) && sec < 61;
  };
}
var DATE_TIME_SEPARATOR = /t|\s/i;
function getDateTime(strictTimeZone) {
  const time = getTime(strictTimeZone);
  return function date_time(str) {
    const dateTime = str.split(DATE_TIME_SEPARATOR);
    return dateTime.length === 2 && date(dateTime[0]) && time(dateTime[1]);
  };
}
function compareDateTime(dt1, dt2) {
  if (!(dt1 && dt2))
    return void 0;
  const d1 = new Date(dt1).valueOf();
  const d2 = new Date(dt2).valueOf();
  if (!(d1 && d2))
    return void 0;
  return d1 - d2;
}
var NOT_URI_FRAGMENT = /\/|:/;
var URI = /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)(?:\?(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;
function uri(str) {
  return NOT_URI_FRAGMENT.test(str) && URI.test(str);
}
var MIN_INT32 = -(2 ** 31);
var MAX_INT32 = 2 ** 31 - 1;

// code:code
var v0 = validate21;
var func2 = require_ucs2length().default;
var pattern0 = new RegExp("^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$", "u");
function validate21(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 512) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 512 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern0.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var v1 = validate22;
function validate22(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 250) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 250 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern0.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var v2 = validate23;
function validate23(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 250) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 250 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern0.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
var v3 = validate24;
function validate24(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 250) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 250 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern0.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
var v4 = validate25;
function validate25(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 2048) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 2048 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
  } else {
    const err2 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err2]);
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
var v5 = validate26;
var pattern4 = new RegExp("^[\\x21-\\x7e]+$", "u");
function validate26(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 255) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 255 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern4.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^[\\x21-\\x7e]+$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate26.errors = vErrors;
  return errors === 0;
}
var v6 = validate27;
var pattern5 = new RegExp("^(?!\\/)(?!\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\/)[^\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$", "u");
function validate27(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 1024) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 1024 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern5.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^(?!\\/)(?!\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\/)[^\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
var v7 = validate28;
function validate28(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  validate28.errors = vErrors;
  return errors === 0;
}
var v8 = validate29;
function validate29(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "id" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.description === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "description" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.workflows === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "workflows" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.id !== void 0) {
      if (!validate21(data.id, { instancePath: instancePath + "/id" })) {
        vErrors = joined(vErrors, validate21.errors);
        errors = vErrors.length;
      }
    }
    if (data.description !== void 0) {
      let data1 = data.description;
      if (typeof data1 !== "string" && data1 !== null) {
        const err3 = errorAt(instancePath + "/description", "type", { type: "string" });
        vErrors = joined(vErrors, [err3]);
        errors++;
      }
    }
    if (data.workflows !== void 0) {
      let data2 = data.workflows;
      if (Array.isArray(data2)) {
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate22(data2[i0], { instancePath: instancePath + "/workflows/" + i0 })) {
            vErrors = joined(vErrors, validate22.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err4 = errorAt(instancePath + "/workflows", "type", { type: "array" });
        vErrors = joined(vErrors, [err4]);
        errors++;
      }
    }
  } else {
    const err5 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err5]);
    errors++;
  }
  validate29.errors = vErrors;
  return errors === 0;
}
var v9 = validate32;
function validate32(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.data_selections === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "data_selections" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.data_selections !== void 0) {
      let data0 = data.data_selections;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate29(data0[i0], { instancePath: instancePath + "/data_selections/" + i0 })) {
            vErrors = joined(vErrors, validate29.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err1 = errorAt(instancePath + "/data_selections", "type", { type: "array" });
        vErrors = joined(vErrors, [err1]);
        errors++;
      }
    }
  } else {
    const err2 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err2]);
    errors++;
  }
  validate32.errors = vErrors;
  return errors === 0;
}
var v10 = validate34;
function validate34(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "id" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.description === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "description" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.id !== void 0) {
      if (!validate22(data.id, { instancePath: instancePath + "/id" })) {
        vErrors = joined(vErrors, validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.description !== void 0) {
      let data1 = data.description;
      if (typeof data1 !== "string" && data1 !== null) {
        const err2 = errorAt(instancePath + "/description", "type", { type: "string" });
        vErrors = joined(vErrors, [err2]);
        errors++;
      }
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate34.errors = vErrors;
  return errors === 0;
}
var v11 = validate36;
function validate36(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.workflows === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "workflows" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.workflows !== void 0) {
      let data0 = data.workflows;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate34(data0[i0], { instancePath: instancePath + "/workflows/" + i0 })) {
            vErrors = joined(vErrors, validate34.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err1 = errorAt(instancePath + "/workflows", "type", { type: "array" });
        vErrors = joined(vErrors, [err1]);
        errors++;
      }
    }
  } else {
    const err2 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err2]);
    errors++;
  }
  validate36.errors = vErrors;
  return errors === 0;
}
var v12 = validate38;
function validate38(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.description === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "description" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.required === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "required" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.schema === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "schema" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.description !== void 0) {
      let data0 = data.description;
      if (typeof data0 !== "string" && data0 !== null) {
        const err3 = errorAt(instancePath + "/description", "type", { type: "string" });
        vErrors = joined(vErrors, [err3]);
        errors++;
      }
    }
    if (data.required !== void 0) {
      if (typeof data.required !== "boolean") {
        const err4 = errorAt(instancePath + "/required", "type", { type: "boolean" });
        vErrors = joined(vErrors, [err4]);
        errors++;
      }
    }
    if (data.schema !== void 0) {
      let data2 = data.schema;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
      } else {
        const err5 = errorAt(instancePath + "/schema", "type", { type: "object" });
        vErrors = joined(vErrors, [err5]);
        errors++;
      }
    }
  } else {
    const err6 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err6]);
    errors++;
  }
  validate38.errors = vErrors;
  return errors === 0;
}
var v13 = validate39;
function validate39(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "id" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.description === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "description" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.schedule === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "schedule" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.parameters === void 0) {
      const err3 = errorAt(instancePath, "required", { missingProperty: "parameters" });
      vErrors = joined(vErrors, [err3]);
      errors++;
    }
    if (data.additional_parameters === void 0) {
      const err4 = errorAt(instancePath, "required", { missingProperty: "additional_parameters" });
      vErrors = joined(vErrors, [err4]);
      errors++;
    }
    if (data.data_selections === void 0) {
      const err5 = errorAt(instancePath, "required", { missingProperty: "data_selections" });
      vErrors = joined(vErrors, [err5]);
      errors++;
    }
    if (data.id !== void 0) {
      if (!validate22(data.id, { instancePath: instancePath + "/id" })) {
        vErrors = joined(vErrors, validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.description !== void 0) {
      let data1 = data.description;
      if (typeof data1 !== "string" && data1 !== null) {
        const err6 = errorAt(instancePath + "/description", "type", { type: "string" });
        vErrors = joined(vErrors, [err6]);
        errors++;
      }
    }
    if (data.schedule !== void 0) {
      let data2 = data.schedule;
      if (typeof data2 !== "string" && data2 !== null) {
        const err7 = errorAt(instancePath + "/schedule", "type", { type: "string" });
        vErrors = joined(vErrors, [err7]);
        errors++;
      }
    }
    if (data.parameters !== void 0) {
      let data3 = data.parameters;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        for (const key0 in data3) {
          if (!validate38(data3[key0], { instancePath: instancePath + "/parameters/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") })) {
            vErrors = joined(vErrors, validate38.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err8 = errorAt(instancePath + "/parameters", "type", { type: "object" });
        vErrors = joined(vErrors, [err8]);
        errors++;
      }
    }
    if (data.additional_parameters !== void 0) {
      if (typeof data.additional_parameters !== "boolean") {
        const err9 = errorAt(instancePath + "/additional_parameters", "type", { type: "boolean" });
        vErrors = joined(vErrors, [err9]);
        errors++;
      }
    }
    if (data.data_selections !== void 0) {
      let data6 = data.data_selections;
      if (Array.isArray(data6)) {
        const len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate21(data6[i0], { instancePath: instancePath + "/data_selections/" + i0 })) {
            vErrors = joined(vErrors, validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err10 = errorAt(instancePath + "/data_selections", "type", { type: "array" });
        vErrors = joined(vErrors, [err10]);
        errors++;
      }
    }
  } else {
    const err11 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err11]);
    errors++;
  }
  validate39.errors = vErrors;
  return errors === 0;
}
var v14 = validate43;
var schema20 = { "type": "string", "enum": ["queued", "running", "success", "failed"], "$id": "RunStatus" };
function validate43(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (!(data === "queued" || data === "running" || data === "success" || data === "failed")) {
    const err1 = errorAt(instancePath, "enum", { allowedValues: schema20.enum });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate43.errors = vErrors;
  return errors === 0;
}
var v15 = validate44;
var schema21 = { "type": "string", "enum": ["cancelled", "interrupted", "timeout", "exit", "engine"], "$id": "FailureCode" };
function validate44(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (!(data === "cancelled" || data === "interrupted" || data === "timeout" || data === "exit" || data === "engine")) {
    const err1 = errorAt(instancePath, "enum", { allowedValues: schema21.enum });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate44.errors = vErrors;
  return errors === 0;
}
var v16 = validate45;
function validate45(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!(data && typeof data == "object" && !Array.isArray(data)) && data !== null) {
    const err0 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.code === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "code" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.message === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "message" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.code !== void 0) {
      if (!validate44(data.code, { instancePath: instancePath + "/code" })) {
        vErrors = joined(vErrors, validate44.errors);
        errors = vErrors.length;
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        const err3 = errorAt(instancePath + "/message", "type", { type: "string" });
        vErrors = joined(vErrors, [err3]);
        errors++;
      }
    }
  }
  validate45.errors = vErrors;
  return errors === 0;
}
var v17 = validate47;
function validate47(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
  } else {
    const err0 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  validate47.errors = vErrors;
  return errors === 0;
}
var v18 = validate48;
var schema24 = { "type": "object", "required": ["run_id", "workflow_id", "status", "created_at", "start_time", "end_time", "in_data_selection", "params", "output_url", "output_prefix", "failure", "conf", "state"], "properties": { "run_id": { "$ref": "RunId" }, "workflow_id": { "$ref": "WorkflowId" }, "status": { "$ref": "RunStatus" }, "created_at": { "type": "string", "format": "date-time" }, "start_time": { "type": "string", "format": "date-time", "nullable": true }, "end_time": { "type": "string", "format": "date-time", "nullable": true }, "in_data_selection": { "type": "string", "nullable": true }, "params": { "$ref": "RunParameters" }, "output_url": { "type": "string", "format": "uri", "nullable": true }, "output_prefix": { "type": "string", "nullable": true }, "failure": { "$ref": "RunFailure" }, "conf": { "$ref": "RunParameters" }, "state": { "type": "string", "enum": ["queued", "running", "success", "failed"] } }, "$id": "Run" };
var formats0 = fullFormats["date-time"];
var formats6 = fullFormats.uri;
function validate48(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.run_id === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "run_id" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.workflow_id === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "workflow_id" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.status === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "status" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.created_at === void 0) {
      const err3 = errorAt(instancePath, "required", { missingProperty: "created_at" });
      vErrors = joined(vErrors, [err3]);
      errors++;
    }
    if (data.start_time === void 0) {
      const err4 = errorAt(instancePath, "required", { missingProperty: "start_time" });
      vErrors = joined(vErrors, [err4]);
      errors++;
    }
    if (data.end_time === void 0) {
      const err5 = errorAt(instancePath, "required", { missingProperty: "end_time" });
      vErrors = joined(vErrors, [err5]);
      errors++;
    }
    if (data.in_data_selection === void 0) {
      const err6 = errorAt(instancePath, "required", { missingProperty: "in_data_selection" });
      vErrors = joined(vErrors, [err6]);
      errors++;
    }
    if (data.params === void 0) {
      const err7 = errorAt(instancePath, "required", { missingProperty: "params" });
      vErrors = joined(vErrors, [err7]);
      errors++;
    }
    if (data.output_url === void 0) {
      const err8 = errorAt(instancePath, "required", { missingProperty: "output_url" });
      vErrors = joined(vErrors, [err8]);
      errors++;
    }
    if (data.output_prefix === void 0) {
      const err9 = errorAt(instancePath, "required", { missingProperty: "output_prefix" });
      vErrors = joined(vErrors, [err9]);
      errors++;
    }
    if (data.failure === void 0) {
      const err10 = errorAt(instancePath, "required", { missingProperty: "failure" });
      vErrors = joined(vErrors, [err10]);
      errors++;
    }
    if (data.conf === void 0) {
      const err11 = errorAt(instancePath, "required", { missingProperty: "conf" });
      vErrors = joined(vErrors, [err11]);
      errors++;
    }
    if (data.state === void 0) {
      const err12 = errorAt(instancePath, "required", { missingProperty: "state" });
      vErrors = joined(vErrors, [err12]);
      errors++;
    }
    if (data.run_id !== void 0) {
      if (!validate23(data.run_id, { instancePath: instancePath + "/run_id" })) {
        vErrors = joined(vErrors, validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.workflow_id !== void 0) {
      if (!validate22(data.workflow_id, { instancePath: instancePath + "/workflow_id" })) {
        vErrors = joined(vErrors, validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.status !== void 0) {
      if (!validate43(data.status, { instancePath: instancePath + "/status" })) {
        vErrors = joined(vErrors, validate43.errors);
        errors = vErrors.length;
      }
    }
    if (data.created_at !== void 0) {
      let data3 = data.created_at;
      if (typeof data3 === "string") {
        if (!formats0.validate(data3)) {
          const err13 = errorAt(instancePath + "/created_at", "format", { format: "date-time" });
          vErrors = joined(vErrors, [err13]);
          errors++;
        }
      } else {
        const err14 = errorAt(instancePath + "/created_at", "type", { type: "string" });
        vErrors = joined(vErrors, [err14]);
        errors++;
      }
    }
    if (data.start_time !== void 0) {
      let data4 = data.start_time;
      if (typeof data4 !== "string" && data4 !== null) {
        const err15 = errorAt(instancePath + "/start_time", "type", { type: "string" });
        vErrors = joined(vErrors, [err15]);
        errors++;
      }
      if (typeof data4 === "string") {
        if (!formats0.validate(data4)) {
          const err16 = errorAt(instancePath + "/start_time", "format", { format: "date-time" });
          vErrors = joined(vErrors, [err16]);
          errors++;
        }
      }
    }
    if (data.end_time !== void 0) {
      let data5 = data.end_time;
      if (typeof data5 !== "string" && data5 !== null) {
        const err17 = errorAt(instancePath + "/end_time", "type", { type: "string" });
        vErrors = joined(vErrors, [err17]);
        errors++;
      }
      if (typeof data5 === "string") {
        if (!formats0.validate(data5)) {
          const err18 = errorAt(instancePath + "/end_time", "format", { format: "date-time" });
          vErrors = joined(vErrors, [err18]);
          errors++;
        }
      }
    }
    if (data.in_data_selection !== void 0) {
      let data6 = data.in_data_selection;
      if (typeof data6 !== "string" && data6 !== null) {
        const err19 = errorAt(instancePath + "/in_data_selection", "type", { type: "string" });
        vErrors = joined(vErrors, [err19]);
        errors++;
      }
    }
    if (data.params !== void 0) {
      if (!validate47(data.params, { instancePath: instancePath + "/params" })) {
        vErrors = joined(vErrors, validate47.errors);
        errors = vErrors.length;
      }
    }
    if (data.output_url !== void 0) {
      let data8 = data.output_url;
      if (typeof data8 !== "string" && data8 !== null) {
        const err20 = errorAt(instancePath + "/output_url", "type", { type: "string" });
        vErrors = joined(vErrors, [err20]);
        errors++;
      }
      if (typeof data8 === "string") {
        if (!formats6(data8)) {
          const err21 = errorAt(instancePath + "/output_url", "format", { format: "uri" });
          vErrors = joined(vErrors, [err21]);
          errors++;
        }
      }
    }
    if (data.output_prefix !== void 0) {
      let data9 = data.output_prefix;
      if (typeof data9 !== "string" && data9 !== null) {
        const err22 = errorAt(instancePath + "/output_prefix", "type", { type: "string" });
        vErrors = joined(vErrors, [err22]);
        errors++;
      }
    }
    if (data.failure !== void 0) {
      if (!validate45(data.failure, { instancePath: instancePath + "/failure" })) {
        vErrors = joined(vErrors, validate45.errors);
        errors = vErrors.length;
      }
    }
    if (data.conf !== void 0) {
      if (!validate47(data.conf, { instancePath: instancePath + "/conf" })) {
        vErrors = joined(vErrors, validate47.errors);
        errors = vErrors.length;
      }
    }
    if (data.state !== void 0) {
      let data12 = data.state;
      if (typeof data12 !== "string") {
        const err23 = errorAt(instancePath + "/state", "type", { type: "string" });
        vErrors = joined(vErrors, [err23]);
        errors++;
      }
      if (!(data12 === "queued" || data12 === "running" || data12 === "success" || data12 === "failed")) {
        const err24 = errorAt(instancePath + "/state", "enum", { allowedValues: schema24.properties.state.enum });
        vErrors = joined(vErrors, [err24]);
        errors++;
      }
    }
  } else {
    const err25 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err25]);
    errors++;
  }
  validate48.errors = vErrors;
  return errors === 0;
}
var v19 = validate55;
function validate55(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.runs === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "runs" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.runs !== void 0) {
      let data0 = data.runs;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate48(data0[i0], { instancePath: instancePath + "/runs/" + i0 })) {
            vErrors = joined(vErrors, validate48.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err1 = errorAt(instancePath + "/runs", "type", { type: "array" });
        vErrors = joined(vErrors, [err1]);
        errors++;
      }
    }
    if (data.next_page_token !== void 0) {
      if (!validate25(data.next_page_token, { instancePath: instancePath + "/next_page_token" })) {
        vErrors = joined(vErrors, validate25.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err2]);
    errors++;
  }
  validate55.errors = vErrors;
  return errors === 0;
}
var v20 = validate58;
function validate58(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.in_data_selection === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "in_data_selection" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.in_data_selection !== void 0) {
      if (!validate21(data.in_data_selection, { instancePath: instancePath + "/in_data_selection" })) {
        vErrors = joined(vErrors, validate21.errors);
        errors = vErrors.length;
      }
    }
    if (data.workflow_id !== void 0) {
      if (!validate22(data.workflow_id, { instancePath: instancePath + "/workflow_id" })) {
        vErrors = joined(vErrors, validate22.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err1 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate58.errors = vErrors;
  return errors === 0;
}
var v21 = validate61;
function validate61(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.in_data_selection === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "in_data_selection" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.params === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "params" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "in_data_selection" || key0 === "workflow_id" || key0 === "params")) {
        const err2 = errorAt(instancePath, "additionalProperties", { additionalProperty: key0 });
        vErrors = joined(vErrors, [err2]);
        errors++;
      }
    }
    if (data.in_data_selection !== void 0) {
      if (!validate21(data.in_data_selection, { instancePath: instancePath + "/in_data_selection" })) {
        vErrors = joined(vErrors, validate21.errors);
        errors = vErrors.length;
      }
    }
    if (data.workflow_id !== void 0) {
      if (!validate22(data.workflow_id, { instancePath: instancePath + "/workflow_id" })) {
        vErrors = joined(vErrors, validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.params !== void 0) {
      if (!validate47(data.params, { instancePath: instancePath + "/params" })) {
        vErrors = joined(vErrors, validate47.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate61.errors = vErrors;
  return errors === 0;
}
var v22 = validate65;
function validate65(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (!validate58(data, { instancePath })) {
    vErrors = joined(vErrors, validate58.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  if (!valid0) {
    const _errs2 = errors;
    if (!validate61(data, { instancePath })) {
      vErrors = joined(vErrors, validate61.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs2 === errors;
    valid0 = valid0 || _valid0;
  }
  if (!valid0) {
    const err0 = errorAt(instancePath, "anyOf", {});
    vErrors = joined(vErrors, [err0]);
    errors++;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate65.errors = vErrors;
  return errors === 0;
}
var v23 = validate68;
var schema29 = { "type": "string", "enum": ["waiting", "queued", "running", "retrying", "success", "failed", "upstream_failed", "skipped"], "$id": "TaskStatus" };
function validate68(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (!(data === "waiting" || data === "queued" || data === "running" || data === "retrying" || data === "success" || data === "failed" || data === "upstream_failed" || data === "skipped")) {
    const err1 = errorAt(instancePath, "enum", { allowedValues: schema29.enum });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate68.errors = vErrors;
  return errors === 0;
}
var v24 = validate69;
function validate69(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.task_id === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "task_id" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.map_index === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "map_index" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.status === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "status" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.tries === void 0) {
      const err3 = errorAt(instancePath, "required", { missingProperty: "tries" });
      vErrors = joined(vErrors, [err3]);
      errors++;
    }
    if (data.start_time === void 0) {
      const err4 = errorAt(instancePath, "required", { missingProperty: "start_time" });
      vErrors = joined(vErrors, [err4]);
      errors++;
    }
    if (data.end_time === void 0) {
      const err5 = errorAt(instancePath, "required", { missingProperty: "end_time" });
      vErrors = joined(vErrors, [err5]);
      errors++;
    }
    if (data.task_id !== void 0) {
      if (!validate24(data.task_id, { instancePath: instancePath + "/task_id" })) {
        vErrors = joined(vErrors, validate24.errors);
        errors = vErrors.length;
      }
    }
    if (data.map_index !== void 0) {
      let data1 = data.map_index;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1)) && data1 !== null) {
        const err6 = errorAt(instancePath + "/map_index", "type", { type: "integer" });
        vErrors = joined(vErrors, [err6]);
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 < 0 || isNaN(data1)) {
          const err7 = errorAt(instancePath + "/map_index", "minimum", { comparison: ">=", limit: 0 });
          vErrors = joined(vErrors, [err7]);
          errors++;
        }
      }
    }
    if (data.status !== void 0) {
      if (!validate68(data.status, { instancePath: instancePath + "/status" })) {
        vErrors = joined(vErrors, validate68.errors);
        errors = vErrors.length;
      }
    }
    if (data.tries !== void 0) {
      let data3 = data.tries;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        const err8 = errorAt(instancePath + "/tries", "type", { type: "integer" });
        vErrors = joined(vErrors, [err8]);
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 < 0 || isNaN(data3)) {
          const err9 = errorAt(instancePath + "/tries", "minimum", { comparison: ">=", limit: 0 });
          vErrors = joined(vErrors, [err9]);
          errors++;
        }
      }
    }
    if (data.start_time !== void 0) {
      let data4 = data.start_time;
      if (typeof data4 !== "string" && data4 !== null) {
        const err10 = errorAt(instancePath + "/start_time", "type", { type: "string" });
        vErrors = joined(vErrors, [err10]);
        errors++;
      }
      if (typeof data4 === "string") {
        if (!formats0.validate(data4)) {
          const err11 = errorAt(instancePath + "/start_time", "format", { format: "date-time" });
          vErrors = joined(vErrors, [err11]);
          errors++;
        }
      }
    }
    if (data.end_time !== void 0) {
      let data5 = data.end_time;
      if (typeof data5 !== "string" && data5 !== null) {
        const err12 = errorAt(instancePath + "/end_time", "type", { type: "string" });
        vErrors = joined(vErrors, [err12]);
        errors++;
      }
      if (typeof data5 === "string") {
        if (!formats0.validate(data5)) {
          const err13 = errorAt(instancePath + "/end_time", "format", { format: "date-time" });
          vErrors = joined(vErrors, [err13]);
          errors++;
        }
      }
    }
  } else {
    const err14 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err14]);
    errors++;
  }
  validate69.errors = vErrors;
  return errors === 0;
}
var v25 = validate72;
function validate72(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.tasks === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "tasks" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.tasks !== void 0) {
      let data0 = data.tasks;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate69(data0[i0], { instancePath: instancePath + "/tasks/" + i0 })) {
            vErrors = joined(vErrors, validate69.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err1 = errorAt(instancePath + "/tasks", "type", { type: "array" });
        vErrors = joined(vErrors, [err1]);
        errors++;
      }
    }
    if (data.next_page_token !== void 0) {
      if (!validate25(data.next_page_token, { instancePath: instancePath + "/next_page_token" })) {
        vErrors = joined(vErrors, validate25.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err2]);
    errors++;
  }
  validate72.errors = vErrors;
  return errors === 0;
}
var v26 = validate75;
function validate75(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (typeof data[key0] !== "string") {
        const err0 = { instancePath: instancePath + "/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", params: { type: "string" } };
        vErrors = joined(vErrors, [err0]);
        errors++;
      }
    }
  } else {
    const err1 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate75.errors = vErrors;
  return errors === 0;
}
var v27 = validate76;
function validate76(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.href === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "href" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.href !== void 0) {
      let data0 = data.href;
      if (typeof data0 === "string") {
        if (!formats6(data0)) {
          const err1 = errorAt(instancePath + "/href", "format", { format: "uri" });
          vErrors = joined(vErrors, [err1]);
          errors++;
        }
      } else {
        const err2 = errorAt(instancePath + "/href", "type", { type: "string" });
        vErrors = joined(vErrors, [err2]);
        errors++;
      }
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate76.errors = vErrors;
  return errors === 0;
}
var v28 = validate77;
function validate77(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.href === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "href" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.size === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "size" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.last_modified === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "last_modified" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.properties === void 0) {
      const err3 = errorAt(instancePath, "required", { missingProperty: "properties" });
      vErrors = joined(vErrors, [err3]);
      errors++;
    }
    if (data.href !== void 0) {
      let data0 = data.href;
      if (typeof data0 === "string") {
        if (!formats6(data0)) {
          const err4 = errorAt(instancePath + "/href", "format", { format: "uri" });
          vErrors = joined(vErrors, [err4]);
          errors++;
        }
      } else {
        const err5 = errorAt(instancePath + "/href", "type", { type: "string" });
        vErrors = joined(vErrors, [err5]);
        errors++;
      }
    }
    if (data.size !== void 0) {
      let data1 = data.size;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        const err6 = errorAt(instancePath + "/size", "type", { type: "integer" });
        vErrors = joined(vErrors, [err6]);
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 < 0 || isNaN(data1)) {
          const err7 = errorAt(instancePath + "/size", "minimum", { comparison: ">=", limit: 0 });
          vErrors = joined(vErrors, [err7]);
          errors++;
        }
      }
    }
    if (data.last_modified !== void 0) {
      let data2 = data.last_modified;
      if (typeof data2 === "string") {
        if (!formats0.validate(data2)) {
          const err8 = errorAt(instancePath + "/last_modified", "format", { format: "date-time" });
          vErrors = joined(vErrors, [err8]);
          errors++;
        }
      } else {
        const err9 = errorAt(instancePath + "/last_modified", "type", { type: "string" });
        vErrors = joined(vErrors, [err9]);
        errors++;
      }
    }
    if (data.properties !== void 0) {
      if (!validate75(data.properties, { instancePath: instancePath + "/properties" })) {
        vErrors = joined(vErrors, validate75.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err10 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err10]);
    errors++;
  }
  validate77.errors = vErrors;
  return errors === 0;
}
var v29 = validate79;
function validate79(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.prefix === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "prefix" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.folders === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "folders" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.files === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "files" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.prefix !== void 0) {
      if (typeof data.prefix !== "string") {
        const err3 = errorAt(instancePath + "/prefix", "type", { type: "string" });
        vErrors = joined(vErrors, [err3]);
        errors++;
      }
    }
    if (data.folders !== void 0) {
      let data1 = data.folders;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        for (const key0 in data1) {
          if (!validate76(data1[key0], { instancePath: instancePath + "/folders/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") })) {
            vErrors = joined(vErrors, validate76.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err4 = errorAt(instancePath + "/folders", "type", { type: "object" });
        vErrors = joined(vErrors, [err4]);
        errors++;
      }
    }
    if (data.files !== void 0) {
      let data3 = data.files;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        for (const key1 in data3) {
          if (!validate77(data3[key1], { instancePath: instancePath + "/files/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") })) {
            vErrors = joined(vErrors, validate77.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err5 = errorAt(instancePath + "/files", "type", { type: "object" });
        vErrors = joined(vErrors, [err5]);
        errors++;
      }
    }
    if (data.next_page_token !== void 0) {
      if (!validate25(data.next_page_token, { instancePath: instancePath + "/next_page_token" })) {
        vErrors = joined(vErrors, validate25.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err6 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err6]);
    errors++;
  }
  validate79.errors = vErrors;
  return errors === 0;
}
var v30 = validate83;
var pattern6 = new RegExp("^[^\\s=:#;\\[\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^=:\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s=:\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?$", "u");
function validate83(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 255) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 255 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern6.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^[^\\s=:#;\\[\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^=:\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s=:\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate83.errors = vErrors;
  return errors === 0;
}
var v31 = validate84;
var pattern7 = new RegExp("^(?:[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?(?:\\n+[^\\s#;\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?)*)?$", "u");
function validate84(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 8192) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 8192 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (!pattern7.test(data)) {
      const err1 = errorAt(instancePath, "pattern", { pattern: "^(?:[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?(?:\\n+[^\\s#;\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?)*)?$" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
  } else {
    const err2 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err2]);
    errors++;
  }
  validate84.errors = vErrors;
  return errors === 0;
}
var v32 = validate85;
var pattern8 = new RegExp("^(?!\\.{1,2}$)(?!DEFAULT$)[^\\/\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$", "u");
function validate85(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) > 255) {
      const err0 = errorAt(instancePath, "maxLength", { limit: 255 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (func2(data) < 1) {
      const err1 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (!pattern8.test(data)) {
      const err2 = errorAt(instancePath, "pattern", { pattern: "^(?!\\.{1,2}$)(?!DEFAULT$)[^\\/\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  } else {
    const err3 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err3]);
    errors++;
  }
  validate85.errors = vErrors;
  return errors === 0;
}
var v33 = validate86;
function validate86(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (Object.keys(data).length > 100) {
      const err0 = errorAt(instancePath, "maxProperties", { limit: 100 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    for (const key0 in data) {
      const _errs1 = errors;
      if (typeof key0 === "string") {
        if (func2(key0) > 255) {
          const err1 = { instancePath, keyword: "maxLength", params: { limit: 255 }, propertyName: key0 };
          vErrors = joined(vErrors, [err1]);
          errors++;
        }
        if (func2(key0) < 1) {
          const err2 = { instancePath, keyword: "minLength", params: { limit: 1 }, propertyName: key0 };
          vErrors = joined(vErrors, [err2]);
          errors++;
        }
        if (!pattern6.test(key0)) {
          const err3 = { instancePath, keyword: "pattern", params: { pattern: "^[^\\s=:#;\\[\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^=:\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s=:\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?$" }, propertyName: key0 };
          vErrors = joined(vErrors, [err3]);
          errors++;
        }
      } else {
        const err4 = { instancePath, keyword: "type", params: { type: "string" }, propertyName: key0 };
        vErrors = joined(vErrors, [err4]);
        errors++;
      }
      var valid0 = _errs1 === errors;
      if (!valid0) {
        const err5 = { instancePath, keyword: "propertyNames", params: { propertyName: key0 } };
        vErrors = joined(vErrors, [err5]);
        errors++;
      }
    }
    for (const key1 in data) {
      if (!validate84(data[key1], { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") })) {
        vErrors = joined(vErrors, validate84.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err6 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err6]);
    errors++;
  }
  validate86.errors = vErrors;
  return errors === 0;
}
var v34 = validate88;
function validate88(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.properties === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "properties" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "properties")) {
        const err1 = errorAt(instancePath, "additionalProperties", { additionalProperty: key0 });
        vErrors = joined(vErrors, [err1]);
        errors++;
      }
    }
    if (data.properties !== void 0) {
      if (!validate86(data.properties, { instancePath: instancePath + "/properties" })) {
        vErrors = joined(vErrors, validate86.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err2]);
    errors++;
  }
  validate88.errors = vErrors;
  return errors === 0;
}
var v35 = validate90;
function validate90(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.files === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "files" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "prefix" || key0 === "files")) {
        const err1 = errorAt(instancePath, "additionalProperties", { additionalProperty: key0 });
        vErrors = joined(vErrors, [err1]);
        errors++;
      }
    }
    if (data.prefix !== void 0) {
      let data0 = data.prefix;
      if (typeof data0 === "string") {
        if (func2(data0) > 1025) {
          const err2 = errorAt(instancePath + "/prefix", "maxLength", { limit: 1025 });
          vErrors = joined(vErrors, [err2]);
          errors++;
        }
      } else {
        const err3 = errorAt(instancePath + "/prefix", "type", { type: "string" });
        vErrors = joined(vErrors, [err3]);
        errors++;
      }
    }
    if (data.files !== void 0) {
      let data1 = data.files;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (Object.keys(data1).length > 100) {
          const err4 = errorAt(instancePath + "/files", "maxProperties", { limit: 100 });
          vErrors = joined(vErrors, [err4]);
          errors++;
        }
        if (Object.keys(data1).length < 1) {
          const err5 = errorAt(instancePath + "/files", "minProperties", { limit: 1 });
          vErrors = joined(vErrors, [err5]);
          errors++;
        }
        for (const key1 in data1) {
          const _errs6 = errors;
          if (typeof key1 === "string") {
            if (func2(key1) > 255) {
              const err6 = { instancePath: instancePath + "/files", keyword: "maxLength", params: { limit: 255 }, propertyName: key1 };
              vErrors = joined(vErrors, [err6]);
              errors++;
            }
            if (func2(key1) < 1) {
              const err7 = { instancePath: instancePath + "/files", keyword: "minLength", params: { limit: 1 }, propertyName: key1 };
              vErrors = joined(vErrors, [err7]);
              errors++;
            }
            if (!pattern8.test(key1)) {
              const err8 = { instancePath: instancePath + "/files", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)(?!DEFAULT$)[^\\/\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$" }, propertyName: key1 };
              vErrors = joined(vErrors, [err8]);
              errors++;
            }
          } else {
            const err9 = { instancePath: instancePath + "/files", keyword: "type", params: { type: "string" }, propertyName: key1 };
            vErrors = joined(vErrors, [err9]);
            errors++;
          }
          var valid1 = _errs6 === errors;
          if (!valid1) {
            const err10 = { instancePath: instancePath + "/files", keyword: "propertyNames", params: { propertyName: key1 } };
            vErrors = joined(vErrors, [err10]);
            errors++;
          }
        }
        for (const key2 in data1) {
          if (!validate88(data1[key2], { instancePath: instancePath + "/files/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") })) {
            vErrors = joined(vErrors, validate88.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err11 = errorAt(instancePath + "/files", "type", { type: "object" });
        vErrors = joined(vErrors, [err11]);
        errors++;
      }
    }
  } else {
    const err12 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err12]);
    errors++;
  }
  validate90.errors = vErrors;
  return errors === 0;
}
var v36 = validate92;
function validate92(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.prefix === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "prefix" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.saved === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "saved" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.prefix !== void 0) {
      if (typeof data.prefix !== "string") {
        const err2 = errorAt(instancePath + "/prefix", "type", { type: "string" });
        vErrors = joined(vErrors, [err2]);
        errors++;
      }
    }
    if (data.saved !== void 0) {
      let data1 = data.saved;
      if (Array.isArray(data1)) {
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (typeof data1[i0] !== "string") {
            const err3 = errorAt(instancePath + "/saved/" + i0, "type", { type: "string" });
            vErrors = joined(vErrors, [err3]);
            errors++;
          }
        }
      } else {
        const err4 = errorAt(instancePath + "/saved", "type", { type: "array" });
        vErrors = joined(vErrors, [err4]);
        errors++;
      }
    }
  } else {
    const err5 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err5]);
    errors++;
  }
  validate92.errors = vErrors;
  return errors === 0;
}
var v37 = validate93;
var schema43 = { "type": "string", "enum": ["runs-detail", "cancel", "tasks", "logs", "idempotency", "paging", "all-runs", "path-form", "service-info"], "$id": "Feature" };
function validate93(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (!(data === "runs-detail" || data === "cancel" || data === "tasks" || data === "logs" || data === "idempotency" || data === "paging" || data === "all-runs" || data === "path-form" || data === "service-info")) {
    const err1 = errorAt(instancePath, "enum", { allowedValues: schema43.enum });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate93.errors = vErrors;
  return errors === 0;
}
var v38 = validate94;
var func0 = require_equal().default;
function validate94(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.id === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "id" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.name === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "name" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.type === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "type" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.organization === void 0) {
      const err3 = errorAt(instancePath, "required", { missingProperty: "organization" });
      vErrors = joined(vErrors, [err3]);
      errors++;
    }
    if (data.version === void 0) {
      const err4 = errorAt(instancePath, "required", { missingProperty: "version" });
      vErrors = joined(vErrors, [err4]);
      errors++;
    }
    if (data.features === void 0) {
      const err5 = errorAt(instancePath, "required", { missingProperty: "features" });
      vErrors = joined(vErrors, [err5]);
      errors++;
    }
    if (data.id !== void 0) {
      if (typeof data.id !== "string") {
        const err6 = errorAt(instancePath + "/id", "type", { type: "string" });
        vErrors = joined(vErrors, [err6]);
        errors++;
      }
    }
    if (data.name !== void 0) {
      if (typeof data.name !== "string") {
        const err7 = errorAt(instancePath + "/name", "type", { type: "string" });
        vErrors = joined(vErrors, [err7]);
        errors++;
      }
    }
    if (data.description !== void 0) {
      if (typeof data.description !== "string") {
        const err8 = errorAt(instancePath + "/description", "type", { type: "string" });
        vErrors = joined(vErrors, [err8]);
        errors++;
      }
    }
    if (data.type !== void 0) {
      let data3 = data.type;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.group === void 0) {
          const err9 = errorAt(instancePath + "/type", "required", { missingProperty: "group" });
          vErrors = joined(vErrors, [err9]);
          errors++;
        }
        if (data3.artifact === void 0) {
          const err10 = errorAt(instancePath + "/type", "required", { missingProperty: "artifact" });
          vErrors = joined(vErrors, [err10]);
          errors++;
        }
        if (data3.version === void 0) {
          const err11 = errorAt(instancePath + "/type", "required", { missingProperty: "version" });
          vErrors = joined(vErrors, [err11]);
          errors++;
        }
        if (data3.group !== void 0) {
          if (typeof data3.group !== "string") {
            const err12 = errorAt(instancePath + "/type/group", "type", { type: "string" });
            vErrors = joined(vErrors, [err12]);
            errors++;
          }
        }
        if (data3.artifact !== void 0) {
          if (typeof data3.artifact !== "string") {
            const err13 = errorAt(instancePath + "/type/artifact", "type", { type: "string" });
            vErrors = joined(vErrors, [err13]);
            errors++;
          }
        }
        if (data3.version !== void 0) {
          if (typeof data3.version !== "string") {
            const err14 = errorAt(instancePath + "/type/version", "type", { type: "string" });
            vErrors = joined(vErrors, [err14]);
            errors++;
          }
        }
      } else {
        const err15 = errorAt(instancePath + "/type", "type", { type: "object" });
        vErrors = joined(vErrors, [err15]);
        errors++;
      }
    }
    if (data.organization !== void 0) {
      let data7 = data.organization;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.name === void 0) {
          const err16 = errorAt(instancePath + "/organization", "required", { missingProperty: "name" });
          vErrors = joined(vErrors, [err16]);
          errors++;
        }
        if (data7.url === void 0) {
          const err17 = errorAt(instancePath + "/organization", "required", { missingProperty: "url" });
          vErrors = joined(vErrors, [err17]);
          errors++;
        }
        if (data7.name !== void 0) {
          if (typeof data7.name !== "string") {
            const err18 = errorAt(instancePath + "/organization/name", "type", { type: "string" });
            vErrors = joined(vErrors, [err18]);
            errors++;
          }
        }
        if (data7.url !== void 0) {
          let data9 = data7.url;
          if (typeof data9 === "string") {
            if (!formats6(data9)) {
              const err19 = errorAt(instancePath + "/organization/url", "format", { format: "uri" });
              vErrors = joined(vErrors, [err19]);
              errors++;
            }
          } else {
            const err20 = errorAt(instancePath + "/organization/url", "type", { type: "string" });
            vErrors = joined(vErrors, [err20]);
            errors++;
          }
        }
      } else {
        const err21 = errorAt(instancePath + "/organization", "type", { type: "object" });
        vErrors = joined(vErrors, [err21]);
        errors++;
      }
    }
    if (data.contactUrl !== void 0) {
      let data10 = data.contactUrl;
      if (typeof data10 === "string") {
        if (!formats6(data10)) {
          const err22 = errorAt(instancePath + "/contactUrl", "format", { format: "uri" });
          vErrors = joined(vErrors, [err22]);
          errors++;
        }
      } else {
        const err23 = errorAt(instancePath + "/contactUrl", "type", { type: "string" });
        vErrors = joined(vErrors, [err23]);
        errors++;
      }
    }
    if (data.documentationUrl !== void 0) {
      let data11 = data.documentationUrl;
      if (typeof data11 === "string") {
        if (!formats6(data11)) {
          const err24 = errorAt(instancePath + "/documentationUrl", "format", { format: "uri" });
          vErrors = joined(vErrors, [err24]);
          errors++;
        }
      } else {
        const err25 = errorAt(instancePath + "/documentationUrl", "type", { type: "string" });
        vErrors = joined(vErrors, [err25]);
        errors++;
      }
    }
    if (data.environment !== void 0) {
      if (typeof data.environment !== "string") {
        const err26 = errorAt(instancePath + "/environment", "type", { type: "string" });
        vErrors = joined(vErrors, [err26]);
        errors++;
      }
    }
    if (data.version !== void 0) {
      if (typeof data.version !== "string") {
        const err27 = errorAt(instancePath + "/version", "type", { type: "string" });
        vErrors = joined(vErrors, [err27]);
        errors++;
      }
    }
    if (data.features !== void 0) {
      let data14 = data.features;
      if (Array.isArray(data14)) {
        const len0 = data14.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate93(data14[i0], { instancePath: instancePath + "/features/" + i0 })) {
            vErrors = joined(vErrors, validate93.errors);
            errors = vErrors.length;
          }
        }
        let i1 = data14.length;
        let j0;
        if (i1 > 1) {
          outer0:
            for (; i1--; ) {
              for (j0 = i1; j0--; ) {
                if (func0(data14[i1], data14[j0])) {
                  const err28 = errorAt(instancePath + "/features", "uniqueItems", { i: i1, j: j0 });
                  vErrors = joined(vErrors, [err28]);
                  errors++;
                  break outer0;
                }
              }
            }
        }
      } else {
        const err29 = errorAt(instancePath + "/features", "type", { type: "array" });
        vErrors = joined(vErrors, [err29]);
        errors++;
      }
    }
  } else {
    const err30 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err30]);
    errors++;
  }
  validate94.errors = vErrors;
  return errors === 0;
}
var v39 = validate96;
var schema45 = { "type": "string", "enum": ["invalid-path", "invalid-json", "invalid-body", "invalid-parameter", "unknown-parameter", "duplicate-parameter", "invalid-page-token", "unknown-data-selection", "missing-token", "invalid-token", "expired-token", "not-authorized", "not-found", "data-selection-not-found", "workflow-not-found", "run-not-found", "task-not-found", "output-not-found", "method-not-allowed", "not-acceptable", "run-ended", "metadata-conflict", "body-too-large", "idempotency-key-reused", "too-many-requests", "internal-error", "engine-failed", "engine-unavailable", "engine-timeout", "store-failed", "store-unavailable", "store-timeout", "config-unavailable"], "$id": "ProblemCode" };
function validate96(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (!(data === "invalid-path" || data === "invalid-json" || data === "invalid-body" || data === "invalid-parameter" || data === "unknown-parameter" || data === "duplicate-parameter" || data === "invalid-page-token" || data === "unknown-data-selection" || data === "missing-token" || data === "invalid-token" || data === "expired-token" || data === "not-authorized" || data === "not-found" || data === "data-selection-not-found" || data === "workflow-not-found" || data === "run-not-found" || data === "task-not-found" || data === "output-not-found" || data === "method-not-allowed" || data === "not-acceptable" || data === "run-ended" || data === "metadata-conflict" || data === "body-too-large" || data === "idempotency-key-reused" || data === "too-many-requests" || data === "internal-error" || data === "engine-failed" || data === "engine-unavailable" || data === "engine-timeout" || data === "store-failed" || data === "store-unavailable" || data === "store-timeout" || data === "config-unavailable")) {
    const err1 = errorAt(instancePath, "enum", { allowedValues: schema45.enum });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate96.errors = vErrors;
  return errors === 0;
}
var v40 = validate97;
function validate97(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.detail === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "detail" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.detail !== void 0) {
      if (typeof data.detail !== "string") {
        const err1 = errorAt(instancePath + "/detail", "type", { type: "string" });
        vErrors = joined(vErrors, [err1]);
        errors++;
      }
    }
    if (data.pointer !== void 0) {
      if (typeof data.pointer !== "string") {
        const err2 = errorAt(instancePath + "/pointer", "type", { type: "string" });
        vErrors = joined(vErrors, [err2]);
        errors++;
      }
    }
    if (data.parameter !== void 0) {
      if (typeof data.parameter !== "string") {
        const err3 = errorAt(instancePath + "/parameter", "type", { type: "string" });
        vErrors = joined(vErrors, [err3]);
        errors++;
      }
    }
  } else {
    const err4 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err4]);
    errors++;
  }
  validate97.errors = vErrors;
  return errors === 0;
}
var v41 = validate98;
function validate98(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      const err0 = errorAt(instancePath, "required", { missingProperty: "type" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
    if (data.title === void 0) {
      const err1 = errorAt(instancePath, "required", { missingProperty: "title" });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data.status === void 0) {
      const err2 = errorAt(instancePath, "required", { missingProperty: "status" });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
    if (data.detail === void 0) {
      const err3 = errorAt(instancePath, "required", { missingProperty: "detail" });
      vErrors = joined(vErrors, [err3]);
      errors++;
    }
    if (data.code === void 0) {
      const err4 = errorAt(instancePath, "required", { missingProperty: "code" });
      vErrors = joined(vErrors, [err4]);
      errors++;
    }
    if (data.request_id === void 0) {
      const err5 = errorAt(instancePath, "required", { missingProperty: "request_id" });
      vErrors = joined(vErrors, [err5]);
      errors++;
    }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (typeof data0 === "string") {
        if (!formats6(data0)) {
          const err6 = errorAt(instancePath + "/type", "format", { format: "uri" });
          vErrors = joined(vErrors, [err6]);
          errors++;
        }
      } else {
        const err7 = errorAt(instancePath + "/type", "type", { type: "string" });
        vErrors = joined(vErrors, [err7]);
        errors++;
      }
    }
    if (data.title !== void 0) {
      if (typeof data.title !== "string") {
        const err8 = errorAt(instancePath + "/title", "type", { type: "string" });
        vErrors = joined(vErrors, [err8]);
        errors++;
      }
    }
    if (data.status !== void 0) {
      let data2 = data.status;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        const err9 = errorAt(instancePath + "/status", "type", { type: "integer" });
        vErrors = joined(vErrors, [err9]);
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 > 599 || isNaN(data2)) {
          const err10 = errorAt(instancePath + "/status", "maximum", { comparison: "<=", limit: 599 });
          vErrors = joined(vErrors, [err10]);
          errors++;
        }
        if (data2 < 400 || isNaN(data2)) {
          const err11 = errorAt(instancePath + "/status", "minimum", { comparison: ">=", limit: 400 });
          vErrors = joined(vErrors, [err11]);
          errors++;
        }
      }
    }
    if (data.detail !== void 0) {
      if (typeof data.detail !== "string") {
        const err12 = errorAt(instancePath + "/detail", "type", { type: "string" });
        vErrors = joined(vErrors, [err12]);
        errors++;
      }
    }
    if (data.code !== void 0) {
      if (!validate96(data.code, { instancePath: instancePath + "/code" })) {
        vErrors = joined(vErrors, validate96.errors);
        errors = vErrors.length;
      }
    }
    if (data.request_id !== void 0) {
      if (typeof data.request_id !== "string") {
        const err13 = errorAt(instancePath + "/request_id", "type", { type: "string" });
        vErrors = joined(vErrors, [err13]);
        errors++;
      }
    }
    if (data.errors !== void 0) {
      let data6 = data.errors;
      if (Array.isArray(data6)) {
        const len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate97(data6[i0], { instancePath: instancePath + "/errors/" + i0 })) {
            vErrors = joined(vErrors, validate97.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err14 = errorAt(instancePath + "/errors", "type", { type: "array" });
        vErrors = joined(vErrors, [err14]);
        errors++;
      }
    }
  } else {
    const err15 = errorAt(instancePath, "type", { type: "object" });
    vErrors = joined(vErrors, [err15]);
    errors++;
  }
  validate98.errors = vErrors;
  return errors === 0;
}
var v42 = validate101;
function validate101(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (func2(data) < 1) {
      const err0 = errorAt(instancePath, "minLength", { limit: 1 });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
  } else {
    const err1 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate101.errors = vErrors;
  return errors === 0;
}
var v43 = validate102;
var schema49 = { "type": "string", "enum": ["no-store"], "$id": "headers.CacheControl" };
function validate102(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (!(data === "no-store")) {
    const err1 = errorAt(instancePath, "enum", { allowedValues: schema49.enum });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate102.errors = vErrors;
  return errors === 0;
}
var v44 = validate103;
var pattern11 = new RegExp("^Bearer", "u");
function validate103(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern11.test(data)) {
      const err0 = errorAt(instancePath, "pattern", { pattern: "^Bearer" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
  } else {
    const err1 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate103.errors = vErrors;
  return errors === 0;
}
var v45 = validate104;
function validate104(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    const err0 = errorAt(instancePath, "type", { type: "integer" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (typeof data == "number" && isFinite(data)) {
    if (data < 0 || isNaN(data)) {
      const err1 = errorAt(instancePath, "minimum", { comparison: ">=", limit: 0 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
  }
  validate104.errors = vErrors;
  return errors === 0;
}
var v46 = validate105;
function validate105(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    const err0 = errorAt(instancePath, "type", { type: "integer" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (typeof data == "number" && isFinite(data)) {
    if (data > 1e3 || isNaN(data)) {
      const err1 = errorAt(instancePath, "maximum", { comparison: "<=", limit: 1e3 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data < 1 || isNaN(data)) {
      const err2 = errorAt(instancePath, "minimum", { comparison: ">=", limit: 1 });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  }
  validate105.errors = vErrors;
  return errors === 0;
}
var v47 = validate106;
function validate106(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!formats6(data)) {
      const err0 = errorAt(instancePath, "format", { format: "uri" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
  } else {
    const err1 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate106.errors = vErrors;
  return errors === 0;
}
var v48 = validate107;
function validate107(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    const err0 = errorAt(instancePath, "type", { type: "integer" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (typeof data == "number" && isFinite(data)) {
    if (data > 1e4 || isNaN(data)) {
      const err1 = errorAt(instancePath, "maximum", { comparison: "<=", limit: 1e4 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data < 1 || isNaN(data)) {
      const err2 = errorAt(instancePath, "minimum", { comparison: ">=", limit: 1 });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  }
  validate107.errors = vErrors;
  return errors === 0;
}
var v49 = validate108;
function validate108(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    const err0 = errorAt(instancePath, "type", { type: "integer" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (typeof data == "number" && isFinite(data)) {
    if (data > 1e6 || isNaN(data)) {
      const err1 = errorAt(instancePath, "maximum", { comparison: "<=", limit: 1e6 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data < 0 || isNaN(data)) {
      const err2 = errorAt(instancePath, "minimum", { comparison: ">=", limit: 0 });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  }
  validate108.errors = vErrors;
  return errors === 0;
}
var v50 = validate109;
function validate109(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  validate109.errors = vErrors;
  return errors === 0;
}
var v51 = validate110;
function validate110(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    const err0 = errorAt(instancePath, "type", { type: "integer" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  if (typeof data == "number" && isFinite(data)) {
    if (data > 1e3 || isNaN(data)) {
      const err1 = errorAt(instancePath, "maximum", { comparison: "<=", limit: 1e3 });
      vErrors = joined(vErrors, [err1]);
      errors++;
    }
    if (data < 1 || isNaN(data)) {
      const err2 = errorAt(instancePath, "minimum", { comparison: ">=", limit: 1 });
      vErrors = joined(vErrors, [err2]);
      errors++;
    }
  }
  validate110.errors = vErrors;
  return errors === 0;
}
var v52 = validate111;
function validate111(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  validate111.errors = vErrors;
  return errors === 0;
}
var v53 = validate112;
function validate112(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    const err0 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err0]);
    errors++;
  }
  validate112.errors = vErrors;
  return errors === 0;
}
var v54 = validate113;
var pattern12 = new RegExp("^[A-Z]+(, [A-Z]+)*$", "u");
function validate113(data, { instancePath = "" } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (typeof data === "string") {
    if (!pattern12.test(data)) {
      const err0 = errorAt(instancePath, "pattern", { pattern: "^[A-Z]+(, [A-Z]+)*$" });
      vErrors = joined(vErrors, [err0]);
      errors++;
    }
  } else {
    const err1 = errorAt(instancePath, "type", { type: "string" });
    vErrors = joined(vErrors, [err1]);
    errors++;
  }
  validate113.errors = vErrors;
  return errors === 0;
}
function errorAt(instancePath, keyword, params) {
  return { instancePath, keyword, params };
}
function joined(errors, more) {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  return errors;
}
var validators = {
  "DataSelectionId": v0,
  "WorkflowId": v1,
  "RunId": v2,
  "TaskId": v3,
  "PageToken": v4,
  "IdempotencyKey": v5,
  "OutputPrefix": v6,
  "LogText": v7,
  "DataSelection": v8,
  "DataSelectionList": v9,
  "Workflow": v10,
  "WorkflowList": v11,
  "WorkflowParameter": v12,
  "WorkflowDetails": v13,
  "RunStatus": v14,
  "FailureCode": v15,
  "RunFailure": v16,
  "RunParameters": v17,
  "Run": v18,
  "RunList": v19,
  "FlatRunRequest": v20,
  "NestedRunRequest": v21,
  "CreateRunRequest": v22,
  "TaskStatus": v23,
  "Task": v24,
  "TaskList": v25,
  "OutputProperties": v26,
  "OutputFolder": v27,
  "OutputFile": v28,
  "OutputListing": v29,
  "MetadataKey": v30,
  "MetadataValue": v31,
  "MetadataFileName": v32,
  "MetadataProperties": v33,
  "MetadataFile": v34,
  "MetadataUpdate": v35,
  "MetadataSaved": v36,
  "Feature": v37,
  "ServiceInfo": v38,
  "ProblemCode": v39,
  "ProblemItem": v40,
  "Problem": v41,
  "headers.XRequestId": v42,
  "headers.CacheControl": v43,
  "headers.WWWAuthenticate": v44,
  "headers.RetryAfter": v45,
  "parameters.PageSize": v46,
  "headers.Location": v47,
  "parameters.Try": v48,
  "parameters.MapIndex": v49,
  "headers.Link": v50,
  "parameters.OutputPageSize": v51,
  "browseOutputRoot.200.text/html": v52,
  "browseOutputs.200.text/html": v53,
  "headers.Allow": v54
};
export {
  validators
};
