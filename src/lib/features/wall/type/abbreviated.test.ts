import { expect, test } from 'vitest';
import { abbreviated } from './abbreviated.ts';

test('streets and directions are written as on signs, and nothing else', () => {
	expect(abbreviated('Xiulan South Avenue Underpass at Third Ring Road South: Roads flooded')).toBe(
		'Xiulan S Ave Underpass at Third Ring Rd S: Roads flooded'
	);
	expect(abbreviated('Eastgate: 三环南路')).toBe('Eastgate: 三环南路');
});
