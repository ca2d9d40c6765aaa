import { expect, test } from 'vitest';
import { shortAge } from './short-age.ts';

test('what is left is told in minutes and seconds', () => {
	expect([492_000, 59_001, 3_665_000, -5].map(shortAge)).toEqual(['08:12', '01:00', '61:05', '00:00']);
});
