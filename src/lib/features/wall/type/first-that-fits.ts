import { emsOf } from './text-ems.ts';

/** A line and its size of type, CSS pixels. */
export interface Line {
	readonly text: string;
	readonly size: number;
}

/** The first of these lines that is no longer than the room, CSS pixels: those that say most go first. Else the last. */
export const firstThatFits = <T extends Line>(lines: readonly [T, ...T[]], room: number): T =>
	lines.find(({ text, size }) => emsOf(text) * size <= room) ?? lines[lines.length - 1] ?? lines[0];
