import { expect, test } from 'vitest';
import { readPosition } from './ask-palette.ts';

test('a position is understood in either order', () => {
	expect(readPosition('40.7484, -73.9857')).toEqual({ lat: 40.7484, lng: -73.9857 });
	expect(readPosition('116.4，39.9')).toEqual({ lat: 39.9, lng: 116.4 });
	expect(readPosition('5 Avenue')).toBeUndefined();
	expect(readPosition('200 100')).toBeUndefined();
});
