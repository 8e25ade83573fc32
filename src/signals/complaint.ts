/** Why something is not taken: a sentence around a piece of what was sent, which is cleaned before it is shown or kept. */
export interface Complaint {
  quoted: string;
  say: (quoted: string) => string;
}

export const complain = (quoted: string, say: Complaint['say']): Complaint => ({ quoted, say });

export const isComplaint = (value: object | number): value is Complaint => typeof value === 'object' && 'say' in value;
