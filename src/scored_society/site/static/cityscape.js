// The picture of a city: a dot for each person, in neighbourhoods, family beside family.

const GAP = 1;
const BAND = 0x0f;
const LISTED = 0x10;
const NOBODY = [0, 0, 0, 0];
export const NOT_SCORED = [140, 140, 140, 255];
/** From the lowest scores to the highest: told apart in print and by those who see few colours. */
const SCALE = [
  [103, 0, 31], [178, 24, 43], [214, 96, 77], [244, 165, 130], [200, 200, 205], [146, 197, 222], [67, 147, 195], [33, 102, 172], [5, 48, 97],
];
const DOORS = [[150, 175, 195], [240, 170, 40], [220, 95, 20], [150, 20, 90]];

/** Return the colour of band `index` of `count`: evenly along the scale, between two of its colours where need be. */
export function bandColour(index, count) {
  const place = count < 2 ? (SCALE.length - 1) / 2 : (Math.min(index, count - 1) / (count - 1)) * (SCALE.length - 1);
  const [below, above] = [SCALE[Math.floor(place)], SCALE[Math.ceil(place)]];
  return below.map((part, channel) => Math.round(part + (above[channel] - part) * (place % 1)));
}

export const doorColour = (doors) => DOORS[Math.min(doors, DOORS.length - 1)];

const packed = ([red, green, blue, alpha = 255]) => ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;

function ones(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

export class Cityscape {
  /**
   * @param {object} layout as the API gives it
   * @param {object} first frame: who is there at first stands together, those who are born later behind them
   */
  constructor(layout, first) {
    this.layout = layout;
    const family = Uint8Array.from(atob(layout.family), (letter) => letter.charCodeAt(0));
    const free = Uint8Array.from(first.persons, (person) => Number(!(person & BAND)));
    const seats = layout.seats_a_neighbourhood;
    this.block = Math.ceil(Math.sqrt(seats));
    const step = this.block + GAP;
    this.columns = Math.max(1, Math.round(Math.sqrt(layout.neighbourhoods * 1.6)));
    this.rows = Math.ceil(layout.neighbourhoods / this.columns);
    this.width = this.columns * step - GAP;
    this.height = this.rows * step - GAP;
    this.cell = new Int32Array(layout.seats).fill(-1);
    this.seatAt = new Int32Array(this.width * this.height).fill(-1);
    for (let hood = 0; hood < layout.neighbourhoods; hood += 1) {
      const start = hood * seats;
      const order = Array.from({ length: Math.min(seats, layout.seats - start) }, (_, local) => start + local);
      order.sort((a, b) => free[a] - free[b] || family[a] - family[b] || a - b);
      const left = (hood % this.columns) * step;
      const top = Math.floor(hood / this.columns) * step;
      order.forEach((seat, place) => {
        const cell = (top + Math.floor(place / this.block)) * this.width + left + (place % this.block);
        this.cell[seat] = cell;
        this.seatAt[cell] = seat;
      });
    }
    this.paper = new OffscreenCanvas(this.width, this.height);
    this.image = new ImageData(this.width, this.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.byBand = Array.from({ length: 16 }, (_, code) =>
      packed(code === 0 ? NOBODY : code === 1 ? NOT_SCORED : bandColour(code - 2, layout.bands.length)),
    );
    this.byDoors = Array.from({ length: 13 }, (_, doors) => packed(doorColour(doors)));
  }

  /** Paint a frame by "score", by how many "doors" are closed, or by who is shut out of a domain (its number). */
  paint(frame, colour) {
    const { persons, doors } = frame;
    for (let seat = 0; seat < persons.length; seat += 1) {
      const code = persons[seat] & BAND;
      let pixel = 0;
      if (code) {
        if (colour === "score") pixel = this.byBand[code];
        else pixel = this.byDoors[colour === "doors" ? ones(doors[seat]) : ((doors[seat] >> colour) & 1) * 3];
      }
      this.pixels[this.cell[seat]] = pixel;
    }
    this.paper.getContext("2d").putImageData(this.image, 0, 0);
  }

  /** Draw what was painted, as large as the canvas is, and mark one seat. */
  draw(canvas, marked) {
    const ratio = window.devicePixelRatio || 1;
    const wide = Math.max(1, Math.round(canvas.clientWidth * ratio));
    const scale = wide / this.width;
    const tall = Math.max(1, Math.round(this.height * scale));
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== tall) canvas.height = tall;
    const pen = canvas.getContext("2d");
    pen.imageSmoothingEnabled = false;
    pen.clearRect(0, 0, wide, tall);
    pen.drawImage(this.paper, 0, 0, wide, tall);
    if (marked === null || !(marked in this.cell)) return;
    const cell = this.cell[marked];
    const [x, y] = [(cell % this.width) * scale, Math.floor(cell / this.width) * scale];
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = 2 * ratio;
    pen.strokeRect(x - 3 * ratio, y - 3 * ratio, scale + 6 * ratio, scale + 6 * ratio);
  }

  /** Return the seat below a point of the canvas, or null. */
  seatBelow(canvas, x, y) {
    const scale = canvas.clientWidth / this.width;
    const [column, row] = [Math.floor(x / scale), Math.floor(y / scale)];
    const seat = column < this.width && row < this.height ? this.seatAt[row * this.width + column] : -1;
    return seat === undefined || seat < 0 ? null : seat;
  }

  /** Return who stands next to a seat, in a direction [right, down], across the gaps; the seat itself at the edge. */
  seatBeside(seat, [right, down], frame) {
    if (seat === null) return frame.persons.findIndex((person) => person & BAND);
    let [column, row] = [this.cell[seat] % this.width, Math.floor(this.cell[seat] / this.width)];
    for (;;) {
      [column, row] = [column + right, row + down];
      if (column < 0 || row < 0 || column >= this.width || row >= this.height) return seat;
      const found = this.seatAt[row * this.width + column];
      if (found >= 0 && frame.persons[found] & BAND) return found;
    }
  }

  /** Count people of a frame: everybody, on the list, by band, by domain. */
  count(frame) {
    const bands = new Array(16).fill(0);
    const domains = new Array(this.layout.domains.length).fill(0);
    let [people, listed] = [0, 0];
    for (let seat = 0; seat < frame.persons.length; seat += 1) {
      const code = frame.persons[seat] & BAND;
      if (!code) continue;
      people += 1;
      bands[code] += 1;
      listed += Boolean(frame.persons[seat] & LISTED);
      for (let rest = frame.doors[seat], index = 0; rest; rest >>= 1, index += 1) domains[index] += rest & 1;
    }
    return { people, listed, bands, domains };
  }
}

const HEADER = 16;

/** Take the frames apart that the server sent: persons (a byte a seat) and doors (two bytes a seat). */
export function unpacked(bytes) {
  const view = new DataView(bytes);
  const [first, count, seats] = [view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
  const frames = [];
  let at = HEADER;
  for (let index = 0; index < count; index += 1) {
    const persons = new Uint8Array(bytes, at, seats);
    const doors = new Uint16Array(bytes.slice(at + seats, at + 3 * seats));
    frames.push({ number: first + index, persons, doors });
    at += 3 * seats;
  }
  return frames;
}
