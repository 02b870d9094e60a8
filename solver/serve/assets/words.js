export const dutch = {};
