/** What an embedding model says of reports and themes: whole numbers from −127 to 127, so that adding and taking away again is exact. */
export interface Vectors {
  /** The model they come from; those of another are of no use beside them. */
  model: string;
  /** Numbers in each; 0 while there is none. */
  size: number;
  /** By place of the report. */
  ofReports: Map<number, Int8Array>;
  /** By place of the theme, as assigned: the sum of its reports' vectors. */
  sums: Int32Array[];
}

export const createVectors = (): Vectors => ({ model: '', size: 0, ofReports: new Map(), sums: [] });

const FULL = 127;

/** A vector of any length as whole numbers, its longest side 127; undefined for one without a direction. */
export function quantised(vector: readonly number[] | Float32Array): Int8Array | undefined {
  const longest = Math.max(...vector.map(Math.abs));
  return longest > 0 && Number.isFinite(longest) ? Int8Array.from(vector, (x) => Math.round((x / longest) * FULL)) : undefined;
}

/** Takes in a report's vector, and counts it into its theme if it is in one (−1 or lower: none). A new model, or another size, begins anew. */
export function addVector(vectors: Vectors, model: string, place: number, theme: number, vector: Int8Array) {
  if (vectors.model !== model || vectors.size !== vector.length) {
    Object.assign(vectors, { model, size: vector.length, sums: [] });
    vectors.ofReports.clear();
  }
  countVector(vectors, place, theme, -1);
  vectors.ofReports.set(place, vector);
  countVector(vectors, place, theme, 1);
}

/** Counts a report's vector into a theme (+1) or out of it (−1). */
export function countVector(vectors: Vectors, place: number, theme: number, by: 1 | -1) {
  const vector = vectors.ofReports.get(place);
  if (!vector || theme < 0) return;
  vectors.sums[theme] ??= new Int32Array(vectors.size);
  const sum = vectors.sums[theme];
  for (let i = 0; i < vector.length; i++) sum[i]! += by * vector[i]!;
}

/** Cosine of a vector with each root's sum, −1 to 1; 0 for a root that has none. `roots[theme]` is the root of each theme. */
export function meanings({ sums, size }: Vectors, roots: Int32Array, vector: Int8Array | undefined): Float64Array {
  const cosines = new Float64Array(roots.length);
  if (!vector || vector.length !== size) return cosines;
  const spoken = spokenSums(sums, roots);
  const length = Math.sqrt(dot(vector, vector));
  for (const [root, sum] of spoken) cosines[root] = dot(vector, sum) / (length * Math.sqrt(dot(sum, sum)) || 1);
  return cosines;
}

export interface SavedVectors {
  model: string;
  size: number;
  places: Int32Array;
  values: Int8Array;
}

/** The vectors one after the other; the sums follow from them. */
export function saveVectors({ model, size, ofReports }: Vectors): SavedVectors {
  const values = new Int8Array(ofReports.size * size);
  [...ofReports.values()].forEach((vector, i) => void values.set(vector, i * size));
  return { model, size, places: Int32Array.from(ofReports.keys()), values };
}

/** Takes saved vectors over; `themes[place]` is where each report is. */
export function loadVectors(vectors: Vectors, { model, size, places, values }: SavedVectors, themes: Int32Array) {
  places.forEach((place, i) => void addVector(vectors, model, place, themes[place]!, values.slice(i * size, (i + 1) * size)));
}

/** Each root's sum with those of what was merged into it. */
function spokenSums(sums: readonly Int32Array[], roots: Int32Array): Map<number, Int32Array> {
  const spoken = new Map<number, Int32Array>();
  for (const [theme, sum] of sums.entries()) {
    if (!sum || theme >= roots.length) continue;
    const root = roots[theme]!;
    const known = spoken.get(root);
    spoken.set(root, known ? known.map((x, i) => x + sum[i]!) : sum);
  }
  return spoken;
}

function dot(one: Int8Array | Int32Array, other: Int8Array | Int32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
