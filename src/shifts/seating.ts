export const SIGN_UP_STATES = ['confirmed', 'waitlisted', 'offered', 'cancelled', 'attended', 'missed', 'excused'] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];
