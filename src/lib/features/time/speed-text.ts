/** 60×, or −60× backwards. */
export const speedText = (speed: number): string => `${speed < 0 ? '−' : ''}${Math.abs(speed)}×`;
