int plumb_json_placeholder(void);
