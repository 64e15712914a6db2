/** Files in one ZIP, stored as they are: pictures are packed already (APPNOTE 6.3.10, without ZIP64). */

/** @typedef {{ path: string, data: Uint8Array }} Packed */

const UTF8 = 0x0800; // the names are UTF-8
const DAY = 0x21; // 1 January 1980, the first that the format knows: the same files make the same bytes

/** @param {Packed[]} files @returns {Blob} */
export function zip(files) {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {Uint8Array[]} */
  const central = [];
  let place = 0;
  for (const { path, data } of files) {
    const name = new TextEncoder().encode(path);
    const head = numbers([20, 2], [UTF8, 2], [0, 2], [0, 2], [DAY, 2], [crc(data), 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2]);
    parts.push(numbers([0x04034b50, 4]), head, name, data);
    central.push(numbers([0x02014b50, 4], [20, 2]), head, numbers([0, 2], [0, 2], [0, 2], [0, 4], [place, 4]), name);
    place += 4 + head.length + name.length + data.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [place, 4], [0, 2]);
  return new Blob(/** @type {BlobPart[]} */ ([...parts, ...central, end]), { type: "application/zip" });
}

/** Numbers, the lowest byte first. @param {...[number, number]} values each with how many bytes it takes */
function numbers(...values) {
  return Uint8Array.from(values.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 255)));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Uint8Array} data */
function crc(data) {
  let value = ~0;
  for (const byte of data) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}
